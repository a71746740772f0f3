# The production image: Python, the locked dependencies, the code, and its static files.

FROM python:3.12-slim-bookworm AS build
ENV PIP_NO_CACHE_DIR=1 PIP_DISABLE_PIP_VERSION_CHECK=1 PYTHONDONTWRITEBYTECODE=1
WORKDIR /mosaic
RUN python -m venv .venv
COPY requirements.lock ./
RUN .venv/bin/pip install --require-hashes --requirement requirements.lock
COPY . .
# Collecting static files needs settings, but none of their secrets: these stay in this stage.
RUN SECRET_KEY=this-is-not-a-secret-it-is-only-to-collect-static-files BASE_URL=http://localhost ALLOWED_HOSTS=localhost \
    .venv/bin/python manage.py collectstatic --no-input --verbosity 0

FROM python:3.12-slim-bookworm
ENV PYTHONUNBUFFERED=1 PYTHONDONTWRITEBYTECODE=1 PATH=/mosaic/.venv/bin:$PATH GRANIAN_HOST=0.0.0.0
RUN useradd --system --uid 10001 --no-create-home mosaic
WORKDIR /mosaic
COPY --from=build /mosaic ./
# Only what is written while running belongs to the user: an embedded database, and media.
RUN mkdir -p var/media/images var/media/original_images && chown -R mosaic var/media && chown mosaic var
USER 10001
VOLUME /mosaic/var/media
EXPOSE 8000
HEALTHCHECK --interval=30s --timeout=5s --start-period=20s \
    CMD ["python", "-c", "from http.client import HTTPConnection as C; c = C('127.0.0.1', 8000, timeout=4); c.request('GET', '/healthz'); raise SystemExit(c.getresponse().status != 200)"]
CMD ["deploy/serve"]
