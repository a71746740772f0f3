"""How a variable, and a file of variables, are read."""

from pathlib import Path

import pytest

from cms.environment import values
from cms.environment.reading import SettingError, read, read_file


def test_a_variable_is_converted(monkeypatch):
    monkeypatch.setenv("PORT", "8001")

    assert read("PORT", values.port, "a port", 8000) == 8001


def test_a_variable_that_is_not_set_has_its_default(monkeypatch):
    monkeypatch.delenv("PORT", raising=False)

    assert read("PORT", values.port, "a port", 8000) == 8000


def test_an_empty_variable_counts_as_not_set(monkeypatch):
    monkeypatch.setenv("PORT", " ")

    assert read("PORT", values.port, "a port", 8000) == 8000


def test_a_required_variable_that_is_not_set_stops_with_a_sentence(monkeypatch):
    monkeypatch.delenv("SECRET_KEY", raising=False)

    with pytest.raises(SettingError) as stop:
        read("SECRET_KEY", values.secret, "a random text")

    assert str(stop.value) == "Mosaic cannot start: SECRET_KEY is not set; it takes a random text."


def test_a_wrong_variable_stops_with_a_sentence_that_does_not_repeat_it(monkeypatch):
    monkeypatch.setenv("SECRET_KEY", "hunter2")

    with pytest.raises(SettingError) as stop:
        read("SECRET_KEY", values.secret, "a random text")

    assert str(stop.value) == (
        "Mosaic cannot start: SECRET_KEY is not valid; it takes a random text."
    )


def test_a_file_adds_its_variables_to_the_environment(monkeypatch, tmp_path):
    for name in ("PORT", "TIME_ZONE"):
        monkeypatch.setenv(name, "taken out again, and restored after the test")
        monkeypatch.delenv(name)
    file = tmp_path / ".env"
    file.write_text("# The port\n\nPORT=8001\nexport TIME_ZONE='Europe/Paris'\n")

    read_file(file)

    assert read("PORT", values.port, "a port") == 8001
    assert read("TIME_ZONE", values.time_zone, "a time zone") == "Europe/Paris"


def test_a_variable_that_is_set_wins_over_the_file(monkeypatch, tmp_path):
    monkeypatch.setenv("PORT", "8002")
    file = tmp_path / ".env"
    file.write_text("PORT=8001\n")

    read_file(file)

    assert read("PORT", values.port, "a port") == 8002


def test_a_file_that_is_not_there_adds_nothing(monkeypatch):
    monkeypatch.delenv("PORT", raising=False)

    read_file(Path("/nowhere/.env"))

    assert read("PORT", values.port, "a port", 8000) == 8000


def test_a_file_that_cannot_be_read_stops_with_one_sentence(tmp_path):
    with pytest.raises(SettingError, match="may not be read by this user"):
        read_file(tmp_path)


def test_a_line_of_the_file_that_sets_nothing_stops_without_being_shown(tmp_path, capfd):
    file = tmp_path / ".env"
    file.write_text("DEBUG=true\nSECRET_KEY = hunter2\n")

    with pytest.raises(SettingError) as stop:
        read_file(file)

    assert str(stop.value) == (
        "Mosaic cannot start: line 2 of .env is not a comment or NAME=value."
    )
    assert "hunter2" not in "".join(capfd.readouterr())
