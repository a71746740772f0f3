# The production image: Python, the locked dependencies, the code, and its static files.

FROM python:3.12-slim-bookworm AS build
ENV PIP_NO_CACHE_DIR=1 PIP_DISABLE_PIP_VERSION_CHECK=1 PYTHONDONTWRITEBYTECODE=1
WORKDIR /mosaic
RUN python -m venv .venv
COPY requirements.lock ./
RUN .venv/bin/pip install --require-hashes --requirement requirements.lock
COPY . .
# Collecting static files needs settings, but none of their secrets: these stay in this stage.
RUN SECRET_KEY=not-a-secret-only-to-collect-static-files BASE_URL=http://localhost ALLOWED_HOSTS=localhost \
    .venv/bin/python manage.py collectstatic --no-input --verbosity 0

FROM python:3.12-slim-bookworm
ENV PYTHONUNBUFFERED=1 PYTHONDONTWRITEBYTECODE=1 PATH=/mosaic/.venv/bin:$PATH
# One arena for the C library's allocator, and one for the server's own: Python's threads take turns anyway, and
# each arena holds on to what its thread once needed. It is a tenth of a worker's memory.
ENV MALLOC_ARENA_MAX=1 _RJEM_MALLOC_CONF=narenas:1,dirty_decay_ms:1000,muzzy_decay_ms:0
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
# Left alone, granian starts a thread for each request that waits, with a database connection of its own; they
# would only take turns in Python. GRANIAN_WORKERS= says how many processes to start.
CMD ["granian", "--interface", "wsgi", "--host", "0.0.0.0", "--port", "8000", "--blocking-threads", "2", \
     "--static-path-route", "/media/images", "--static-path-mount", "var/media/images", \
     "--static-path-route", "/media/original_images", "--static-path-mount", "var/media/original_images", \
     "cms.wsgi:application"]
