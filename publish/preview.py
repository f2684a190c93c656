"""The dashboard on an unprotected study, for the researcher alone: her own computer, nothing to take along."""

import contextlib
import os
import socket
import subprocess
import sys
import tempfile
from collections.abc import Mapping
from pathlib import Path

ROOT = Path(__file__).parents[1]
ENTRY = "zugang"
"""The parameter that carries the word, as `dashboard.web.visitors` reads it."""
COMMAND = [sys.executable, "-m", "streamlit", "run", str(ROOT / "app.py"), "--server.address", "127.0.0.1"]
COMMAND += ["--server.enableCORS", "true", "--server.allowedHosts", "127.0.0.1", "--server.allowedHosts", "localhost"]
"""Only this computer, by its own names: `dashboard.web.visitors` says so for all requests, Streamlit for its own."""


def is_free(port: int) -> bool:
    """Say whether nothing listens at a port of this computer."""
    with socket.socket() as probe:
        return probe.connect_ex(("127.0.0.1", port)) != 0


def serve(study_id: str, contents: Mapping[str, bytes], port: int, word: str) -> int:
    """Serve the files of a preview on the loopback address until interrupted; return the exit status.

    `word` opens it, once. However this ends, the server ends with it; short of a kill the folder goes too.
    """
    with tempfile.TemporaryDirectory(prefix="befundatlas-") as folder:  # nobody else may look into it
        package = Path(folder) / study_id
        package.mkdir()
        for name, content in contents.items():
            (package / name).write_bytes(content)
        settings = {
            name: value for name, value in os.environ.items() if not name.startswith(("BEFUNDATLAS", "STREAMLIT"))
        }
        with subprocess.Popen(  # noqa: S603 (a fixed command with a checked number)
            [*COMMAND, "--server.port", str(port)],
            cwd=ROOT,
            env=settings | {"BEFUNDATLAS_DATA": folder, "BEFUNDATLAS_PREVIEW": "1"},
            stdin=subprocess.PIPE,
            stdout=subprocess.DEVNULL,  # Streamlit names an address that does not open it
            text=True,
        ) as server:
            try:
                # Not as an argument: those can be read by every user of the computer.
                with contextlib.suppress(BrokenPipeError):
                    print(word, file=server.stdin, flush=True)
                return server.wait()
            except KeyboardInterrupt:
                return 0
            finally:
                server.terminate()
