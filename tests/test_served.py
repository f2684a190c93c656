"""A running server, spoken to over real sockets as a browser does."""

import asyncio
from pathlib import Path

import pytest

from benchmarks.reader import Reader
from benchmarks.served import serving

COUNTING = """
import gc
def note(phase, info):
    if phase == "stop" and info["generation"] == 2:
        print("full collection", flush=True)
gc.callbacks.append(note)
"""
"""Run by Python at its start: the server itself says when all garbage was collected."""


@pytest.mark.long
def test_garbage_is_not_collected_after_each_run(tmp_path: Path) -> None:
    (tmp_path / "sitecustomize.py").write_text(COUNTING, encoding="utf-8")

    async def read(server: str) -> None:
        reader = Reader(server)
        await reader.open()
        for _ in range(20):
            assert not (await reader.visit("/kategorien")).wrong
        await reader.close()

    with serving(settings={"PYTHONPATH": str(tmp_path)}) as server:
        asyncio.run(read(server.address))
        assert 0 < server.logged().count("full collection") < 20
