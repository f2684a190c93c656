"""Run the command: `python -m publish`."""

import io
import sys

from publish.command import app

for stream in (sys.stdout, sys.stderr):
    if isinstance(stream, io.TextIOWrapper):  # a console without “ł” is told its number, not a fault
        stream.reconfigure(errors="backslashreplace")
app(prog_name="python -m publish")
