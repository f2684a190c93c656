"""Live sessions and the state each shows: where it is withdrawn they run again, so that nothing of it stays there."""

from streamlit import runtime
from streamlit.runtime.scriptrunner import get_script_run_ctx

from dashboard.web import studies

MOST = 4000
"""Sessions that are remembered; beyond, those that have ended are forgotten."""
_SHOWN: dict[str, str] = {}
"""The hash of what each session shows."""


def note(version: str) -> None:
    """Remember what the session of this run shows."""
    context = get_script_run_ctx()
    if context is None or not runtime.exists():
        return
    _SHOWN[context.session_id] = version
    if len(_SHOWN) > MOST:
        for session in [one for one in list(_SHOWN) if runtime.get_instance().get_app_session(one) is None]:
            _SHOWN.pop(session, None)


def leave_withdrawn() -> None:
    """Let each session that shows a withdrawn state run again: it is told why the state is not shown."""
    shown = list(_SHOWN.items())
    gone = {version for version in {version for _, version in shown} if studies.library().earlier.hides(version)}
    for session, version in shown:
        if version in gone:
            _SHOWN.pop(session, None)
            found = runtime.get_instance().get_app_session(session)
            if found:
                found.request_rerun(found._client_state)  # as Streamlit itself does when a script has changed
