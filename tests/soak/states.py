"""What a hostile client sends over the WebSocket: the n-th of a seed is always the same."""

import json
import random
import struct
from urllib.parse import quote

from streamlit.proto.BackMsg_pb2 import BackMsg
from streamlit.proto.ClientState_pb2 import ClientState
from streamlit.proto.WidgetStates_pb2 import WidgetState

from dashboard.web.messages import VALUES
from tests.soak import payloads
from tests.soak.ids import AllIds

PAGES = ("", "kategorien", "gruppen", "partner", "zitate", "einzelstimmen", "methode", "praesentieren", "befund")
NAMES = (
    "study",
    "lang",
    "set",
    "category",
    "group",
    "partner",
    "q",
    "printed",
    "sort",
    "all",
    "open",
    "deck",
    "version",
    "embed",
    "theme",
)
NUMBERS = (0, 1, -1, 2**31, -(2**31), 2**53)
FLOATS = (float("nan"), float("inf"), -0.0, 1e308, 5e-324)
TEXTS = (*payloads.NOISE, *payloads.ECHOES, *payloads.MARKDOWN, "x" * 200_000)
JSONS = (
    "", "null", "[]", "{}", "0", '"x"', "[" * 3_000, "NaN", '{"selection": null}', '{"selection": {"points": null}}',
    '{"selection": {"points": [{}], "box": [], "lasso": []}}', '{"selection": {"points": [{"customdata": []}]}}',
    '{"selection": {"points": [{"customdata": ["x", {"y": 1}]}], "point_indices": "x"}}',
    '{"selection": {"points": [{"customdata": {"0": null, "1": 5}}], "point_indices": [0]}}',
    '{"selection": {"points": "x"}}', '{"href": "javascript:alert(1)"}', '{"go": {"path": "//canary.invalid"}}',
    json.dumps({"value": "x" * 100_000}), '{"\\ud800": "\\udfff"}', '{"a": 1e999}', '{"a": ' * 500 + "1" + "}" * 500,
)  # fmt: skip


UNKNOWN = b"\xfa\xff\xff\xff\x0f\x03xyz"
"""A field that no message has, the last there can be."""

GROUPS = b"\x0b" * 5_000
"""Groups in groups, none of which ends."""

BOMB = b"\0" * 19_000_000
"""Nothing but zeros, some kilobytes when compressed."""


def text(chance: random.Random, ids: AllIds) -> str:
    """Return a text for a widget: an id from anywhere, a label, noise. Protobuf holds no lone surrogates."""
    return chance.choice(ids.all) if chance.random() < 0.4 else chance.choice(TEXTS).encode(errors="replace").decode()


def state(chance: random.Random, key: str, ids: AllIds) -> WidgetState:
    """Return a state for a widget, of any type, whatever the widget's own is."""
    made = WidgetState(id=key)
    match chance.randrange(15):
        case 0 | 1:
            made.string_value = text(chance, ids)
        case 2 | 3:
            made.string_array_value.SetInParent()
            made.string_array_value.data.extend(text(chance, ids) for _ in range(chance.choice((0, 1, 2, 300))))
        case 4:
            made.int_value = chance.choice(NUMBERS)
        case 5:
            made.double_value = chance.choice(FLOATS)
        case 6:
            made.int_array_value.data.extend(chance.choice(NUMBERS) for _ in range(chance.choice((1, 2, 3_000))))
        case 7:
            made.double_array_value.data.extend(chance.choice(FLOATS) for _ in range(3))
        case 8:
            made.json_value = chance.choice(JSONS)
        case 9:
            made.json_trigger_value = chance.choice(JSONS)
        case 10:
            made.bytes_value = chance.randbytes(chance.choice((0, 8, 50_000)))
        case 11:
            made.string_trigger_value.data = text(chance, ids)
        case 12:
            made.trigger_value = True
        case 13:
            made.file_uploader_state_value.uploaded_file_info.add(file_id="../x", name=text(chance, ids)[:300])
        case _:
            made.arrow_value.data = chance.randbytes(300)
    return made


def fitting(chance: random.Random, key: str, ids: AllIds) -> WidgetState:
    """Return a state of the very type that a widget of ours sends, so that it is read: harmful is what it says."""
    made = WidgetState(id=key)
    kind = next((kind for kind in VALUES if f"-{kind}-" in key), "")
    said = [text(chance, ids)[:3_000] for _ in range(chance.choice((0, 1, 2, 40)))]
    match VALUES.get(kind):
        case "string_array_value":
            made.string_array_value.SetInParent()
            made.string_array_value.data.extend(said * chance.choice((1, 2)))
        case "int_value":
            made.int_value = chance.choice((*NUMBERS, 2, 7, 99, 2**62, -(2**62)))
        case "string_value" if kind == "chart":
            made.string_value = selection(chance, ids)
        case "string_value":
            made.string_value = text(chance, ids)
        case _:
            told = [{"event": "absent", "value": one} for one in said]
            made.json_trigger_value = json.dumps(told or {"event": "absent", "value": text(chance, ids)[:3_000]})
    return made


def selection(chance: random.Random, ids: AllIds) -> str:
    """Return what a chart sends when dots are chosen, of ids that do not go together, or are none."""
    pairs = [[chance.choice(ids.all), chance.choice(ids.all)] for _ in range(chance.choice((0, 1, 3, 500)))]
    pairs += [[text(chance, ids)[:500], ""]] if chance.random() < 0.3 else []
    points = [
        {
            "customdata": pair if chance.random() < 0.7 else {"0": pair[0], "1": pair[1]},
            "point_index": chance.choice(NUMBERS),
            "curve_number": 10**9,
            "x": "NaN",
        }
        for pair in pairs
    ]
    return json.dumps(
        {"selection": {"points": points, "point_indices": [2**40], "box": [{}], "lasso": [{"x": [None]}]}}
    )


def forged(chance: random.Random) -> str:
    """Return the id of a widget that looks like one of ours and was never drawn."""
    number = f"{chance.getrandbits(128):032x}"
    kind = chance.choice((*VALUES, "quotes__events"))
    if kind == "quotes__events":
        return f"$$STREAMLIT_INTERNAL_KEY_$$ID-{number}-{kind}"
    return f"$$ID-{number}-{kind}-{chance.choice(('None', 'de', 'x' * 3_000, chr(10), '-' * 50))}"


def query(chance: random.Random, ids: AllIds) -> str:
    """Return a query string, now and then no such thing."""
    if chance.random() < 0.1:
        return chance.choice(
            ("%", "&&&===", "?" * 90, "a" * 60_000, *payloads.RAW, "lang", "deck=" + "o&deck=" * 3_000)
        )
    values = [quote(text(chance, ids)[:3_000], safe="") for _ in range(chance.randint(0, 6))]
    return "&".join(f"{chance.choice(NAMES)}={value}" for value in values)


def rerun(chance: random.Random, ids: AllIds, widgets: dict[str, str], pages: list[str]) -> BackMsg:
    """Return a request to run the script with hostile widgets, address, page and surroundings."""
    asked = ClientState(query_string=query(chance, ids))
    if pages and chance.random() < 0.7:
        asked.page_script_hash = chance.choice(pages)
    elif chance.random() < 0.6:
        asked.page_name = chance.choice((*PAGES, "../../etc/passwd", "x" * 9_000, "\x00", payloads.ECHOES[1]))
    else:
        asked.page_script_hash = chance.choice(("0" * 32, "x", "\x00", "../" * 9))
    known = list(widgets)
    for _ in range(chance.choice((0, 1, 1, 2, 5))):
        key = chance.choice(known) if known and chance.random() < 0.8 else _key(chance, known)
        made = fitting if chance.random() < 0.5 else state
        asked.widget_states.widgets.append(made(chance, key, ids))
    if chance.random() < 0.1 and known:
        same = chance.choice(known)
        asked.widget_states.widgets.extend(fitting(chance, same, ids) for _ in range(60))
    if chance.random() < 0.15:
        forgeries = [forged(chance) for _ in range(chance.choice((1, 20)))]
        asked.widget_states.widgets.extend(fitting(chance, key, ids) for key in forgeries)
    if chance.random() < 0.05:
        asked.widget_states.widgets.extend(state(chance, f"$$ID-{n}-x", ids) for n in range(300))
    _surround(chance, asked)
    return BackMsg(rerun_script=asked)


def _key(chance: random.Random, known: list[str]) -> str:
    longer = chance.choice(known) + "x" if known else "x"
    return chance.choice(("", "x", "view", "kept", "$$ID-x-None", "$$ID-0-view", "bars", "onward", longer, "k" * 9_000))


def _surround(chance: random.Random, asked: ClientState) -> None:
    """Fill in what describes the client."""
    info = asked.context_info
    if chance.random() < 0.3:
        info.timezone = chance.choice(("", "Nirgends/Wo", "../../etc/passwd", "x" * 5_000))
        info.timezone_offset = chance.choice((0, 2**31 - 1, -(2**31)))
        info.locale = chance.choice(("", "tlh", "de_DE.UTF-8@x", payloads.ECHOES[0], "x" * 5_000))
    if chance.random() < 0.3:
        info.url = chance.choice(
            ("javascript:1", "http://attacker.example/", "http://[::1", "x" * 9_000, "http://a:b@c:99999/")
        )
        info.color_scheme = chance.choice(("", "purple", payloads.ECHOES[1]))
    if chance.random() < 0.15:
        asked.fragment_id = chance.choice(("x", "0" * 32, payloads.ECHOES[0]))
    if chance.random() < 0.15:
        asked.cached_message_hashes.extend(f"{chance.getrandbits(128):032x}" for _ in range(2_000))
    asked.is_auto_rerun = chance.random() < 0.1


def other(chance: random.Random) -> BackMsg:
    """Return one of the messages that are no request to run."""
    made = BackMsg()
    match chance.randrange(12):
        case 0:
            made.clear_cache = True
        case 1:
            made.set_run_on_save = True
        case 2:
            made.load_git_info = True
        case 3:
            made.file_urls_request.request_id = "x"
            made.file_urls_request.session_id = "y"
            made.file_urls_request.file_names.extend("z" * 500 for _ in range(300))
        case 4:
            made.debug_shutdown_runtime = True
        case 5:
            made.backend_operation_request.deferred_file.file_id = chance.choice(("x", "../" * 20, ""))
        case 6:
            made.stop_script = True
        case 7:
            made.app_heartbeat = True
        case 8:
            made.backend_operation_request.deferred_file.file_id = payloads.ECHOES[0] * 2_000
            made.backend_operation_request.request_id = "\x00" * 5_000
        case 9:
            made.MergeFromString(UNKNOWN * chance.choice((1, 500)))
        case 10:
            made.backend_operation_request.dataframe_chunk.offset = 2**31 - 1
            made.backend_operation_request.dataframe_chunk.source_id = "x"
        case _:
            made.backend_operation_request.install_skills.SetInParent()
    return made


def frame(chance: random.Random) -> bytes | str:
    """Return a frame that is no message at all, or one that says other lengths than it has."""
    whole = BackMsg(rerun_script=ClientState(query_string="lang=en", page_name="zitate")).SerializeToString()
    match chance.randrange(10):
        case 0:
            return b""
        case 7:
            return UNKNOWN * 20_000 + whole
        case 8:
            return whole * 300
        case 9:
            return b"\x5a\x80\x80\x80\x80\x80\x80\x80\x80\x80\x7f" + GROUPS
        case 1:
            return chance.randbytes(chance.choice((1, 50, 5_000)))
        case 2:
            return whole[: chance.randrange(1, len(whole))]
        case 3:
            return "text " + chance.choice(payloads.ECHOES)
        case 4:
            return b"\x5a" + b"\xff" * 9 + b"\x01" + whole
        case 5:
            return b"\x5a" + struct.pack("<I", 2**31) * 20
        case _:
            return BackMsg(rerun_script=ClientState(query_string="q=" + "x" * 12_000_000)).SerializeToString()
