"""The dashboard on an unprotected study, for the researcher alone: her own computer, nothing to take along."""

import os
import socket
import subprocess
import sys
import tempfile
from pathlib import Path

from publish.coded_study import CodedStudy
from publish.package import unprotected

ROOT = Path(__file__).parents[1]


def is_free(port: int) -> bool:
    """Say whether nothing listens at a port of this computer."""
    with socket.socket() as probe:
        return probe.connect_ex(("127.0.0.1", port)) != 0


def serve(study: CodedStudy, port: int) -> int:
    """Serve a study on the loopback address until interrupted; nothing stays behind. Return the exit status.

    However this ends short of a kill, the server ends with it and the folder goes.
    """
    with tempfile.TemporaryDirectory(prefix="befundatlas-") as folder:
        package = Path(folder) / study.study_id
        package.mkdir()
        for name, content in unprotected(study).items():
            (package / name).write_bytes(content)
        command = [sys.executable, "-m", "streamlit", "run", str(ROOT / "app.py")]
        server = subprocess.Popen(  # noqa: S603 (a fixed command with a checked number)
            [*command, "--server.address", "127.0.0.1", "--server.port", str(port)],
            cwd=ROOT,
            env=os.environ | {"BEFUNDATLAS_DATA": folder, "BEFUNDATLAS_PREVIEW": "1"},
        )
        try:
            return server.wait()
        except KeyboardInterrupt:
            return 0
        finally:
            server.terminate()
            server.wait()
