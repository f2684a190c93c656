"""Whether an answer is one a hostile request may get."""

import re
from collections import Counter
from collections.abc import Sequence
from urllib.parse import urlsplit

from benchmarks.served import Server
from tests.soak import settings
from tests.soak.addresses import Address
from tests.soak.payloads import CANARY, MARK
from tests.soak.report import Report
from tests.soak.wire import Answer

HEADERS = ("content-security-policy", "x-content-type-options", "referrer-policy", "permissions-policy")
SAFE_TYPES = ("text/plain", "application/json", "application/pdf", "image/png", "font/", "application/vnd.")
OURS = re.compile(
    rf"<(?:{MARK}|script>{MARK}|svg/onload={MARK}|img src=.https://{re.escape(CANARY)})"
    rf"|(?:href|src|action)=[\"']?(?:javascript:|(?:https?:)?//{re.escape(CANARY)})|attacker\.example",
    re.IGNORECASE,
)
"""What we sent, as it was sent: markup, addresses, foreign hosts."""

LAST = re.compile(
    r"^(?:\s*\|\s*)?([A-Za-z_][\w.]*(?:Error|Exception|Group|Disconnect\w*|Interrupt)\b.*)$", re.MULTILINE
)
"""The last line of a traceback."""


def judge(report: Report, address: Address, answer: Answer, own: Sequence[str]) -> None:
    """Note everything that is wrong with an answer."""
    shown = f"number {address.number} ({address.kind}): {address.sent.pieces[0][:160]!r}"
    if address.sent.drop:
        return
    if answer.lost:
        report.check(not address.valid, f"no answer: {answer.lost}", shown)
        return
    _status(report, address, answer, shown)
    limit = settings.SLOW * settings.BUSY * (6 if address.kind in ("export", "body") else 1)
    report.check(answer.seconds <= limit, f"slower than {limit:.0f} s", f"{answer.seconds:.1f} s, {shown}")
    if answer.status != 101 and (address.valid or answer.status != 400):
        judge_headers(report, answer, shown)
    judge_echo(report, answer, own, shown)


def _status(report: Report, address: Address, answer: Answer, shown: str) -> None:
    if answer.status == 503:
        kind = "503 without words or without Retry-After"
        report.check(answer.body.strip() and answer.header("retry-after"), kind, shown)
    elif answer.status >= 500 and not (answer.status in (501, 505) and not address.valid):
        report.problem(f"{address.kind}: {answer.status}", f"{shown} {answer.text[:60]!r}")


def judge_headers(report: Report, answer: Answer, shown: str) -> None:
    """Check the security headers, which stand on every answer, whoever makes it."""
    missing = [name for name in HEADERS if not answer.header(name)]
    report.check(not missing, f"{answer.status} without {', '.join(missing)}", shown)
    if not missing:
        framed = "frame-ancestors" in answer.header("content-security-policy")
        report.check(framed, "policy without frame-ancestors", shown)


def judge_echo(report: Report, answer: Answer, own: Sequence[str], shown: str) -> None:
    """Check that nothing of what we sent comes back as it was sent, and that nobody is led away."""
    smuggled = [name for name, value in answer.headers if MARK in name or (name != "location" and f"{MARK}=" in value)]
    report.check(not smuggled, "a header that we wrote", f"{smuggled} {shown}")
    leads = answer.header("location")
    host = urlsplit(leads).netloc
    report.check(not host or host in own or f"https://{host}" in own, "led to another host", f"{leads[:100]} {shown}")
    kind = answer.header("content-type")
    if not kind.startswith(SAFE_TYPES) or answer.header("x-content-type-options") != "nosniff":
        found = OURS.search(answer.text)
        report.check(not found, f"echoed unescaped in {kind or 'no type'}", f"{found and found[0]} {shown}")


def judge_log(report: Report, server: Server) -> None:
    """Check what was logged: no traceback, and not much."""
    log = server.logged()
    report.say(f"log: {server.log_size():.2f} MB, {log.count('Traceback')} tracebacks")
    lasts = Counter(last[:110] for last in LAST.findall(log))
    for last, number in lasts.most_common(6):
        report.say(f"   {number} x {last}")
    report.check("Traceback" not in log, "tracebacks in the log", f"{log.count('Traceback')}: {lasts.most_common(2)}")
    report.check(
        server.log_size() <= settings.LOG, f"more than {settings.LOG:.0f} MB of log", f"{server.log_size():.1f}"
    )
