"""Run the command: `python -m publish`."""

from publish.command import app

app(prog_name="python -m publish")
