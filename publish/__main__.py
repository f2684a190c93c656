"""Run the command: `python -m publish`."""

import io
import sys

try:
    from publish.command import app
except KeyboardInterrupt:  # it takes a second or two
    print("Abgebrochen, bevor etwas geschrieben wurde. / Stopped before anything was written.", file=sys.stderr)
    sys.exit(2)

for stream in (sys.stdout, sys.stderr):
    if isinstance(stream, io.TextIOWrapper):  # a console without “ł” is told its number, not a fault
        stream.reconfigure(errors="backslashreplace")
app()
