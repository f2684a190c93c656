"""The README's commands run, and what it points to exists."""

import re
import shlex
import subprocess
import sys

import pytest

from tests.conftest import ROOT

README = (ROOT / "README.md").read_text(encoding="utf-8")
COMMANDS = [line for block in re.findall(r"```sh\n(.*?)```", README, re.DOTALL) for line in block.splitlines()]
# `make run` is run by the browser tests of the launcher; `make test` is what runs this.
COVERED = {"make run", "make test"}


def test_the_readme_names_its_two_commands() -> None:
    assert set(COMMANDS) >= COVERED


@pytest.mark.long
@pytest.mark.parametrize("command", sorted(set(COMMANDS) - COVERED))
def test_every_other_command_runs(command: str) -> None:
    words = [sys.executable if word.endswith("/python") else word for word in shlex.split(command)]
    done = subprocess.run(words, cwd=ROOT, capture_output=True, text=True, timeout=120, check=False)
    assert done.returncode == 0, done.stderr


def test_the_makefile_knows_both_commands() -> None:
    for command in COVERED:
        done = subprocess.run([*command.split(), "--dry-run"], cwd=ROOT, capture_output=True, text=True, check=False)
        assert done.returncode == 0, done.stderr


@pytest.mark.parametrize("path", re.findall(r"\]\(([\w./-]+)\)|`((?:app\.py|[a-z]+/[\w/]*))`", README), ids=str)
def test_what_the_readme_points_to_exists(path: tuple[str, str]) -> None:
    target = path[0] or path[1]
    if target != "sql/":
        assert (ROOT / target).exists()
