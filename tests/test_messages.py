"""Whatever a client sends over its WebSocket, the page is drawn; what no browser sends is dropped, and logged."""

import json
import math
import random
from collections.abc import Callable, Iterator

import pytest
from streamlit.proto.BackMsg_pb2 import BackMsg
from streamlit.proto.ClientState_pb2 import ClientState
from streamlit.proto.WidgetStates_pb2 import WidgetState

from benchmarks.reader import Reader, Run
from benchmarks.served import Server, serving
from dashboard.selection.pages import PAGES
from dashboard.web.messages import DROPPED, checked
from tests.test_routes import awaited

ID = "$$ID-" + "0" * 32
TELLING = f"$$STREAMLIT_INTERNAL_KEY_{ID}-quotes__events"
SELECTION = {"selection": {"points": [{"customdata": ["landkreise-kommunen", "dez"]}], "box": []}}
TEXTS = [
    "",
    "alle",
    "landkreise-kommunen",
    "gibt-es-nicht",
    "<script>",
    "\0",
    "\u202e",
    "x" * 70_000,
    "\U0010ffff",
    "NaN",
]
JSON = [
    "", "{", "[]", "NaN", "null", "7", '"x"', "[" * 50_000, "{}", '{"selection": 7}', '{"selection": {"points": 7}}',
    *(f'{{"selection": {{"points": [{point}]}}}}' for point in (
        "7", "{}", '{"customdata": []}', '{"customdata": {"0": {}, "1": []}}', '{"customdata": ["x", "\\ud800"]}',
        '{"customdata": [1e999, 0]}', '{"customdata": 7}', '{"customdata": [[], "x"]}',
    )),
    json.dumps(SELECTION),
]  # fmt: skip


def hostile(id_: str, chance: random.Random) -> WidgetState:
    """Return a widget's state with a value of any kind."""
    state = WidgetState(id=id_)
    match chance.randrange(12):
        case 0:
            state.string_value = chance.choice(TEXTS + JSON)
        case 1:
            state.int_value = chance.choice([0, -1, 2**63 - 1, -(2**63)])
        case 2:
            state.double_value = chance.choice([math.nan, math.inf, -0.0, 1e308])
        case 3:
            state.bool_value = True
        case 4:
            state.trigger_value = True
        case 5:
            state.string_array_value.data.extend(chance.choices(TEXTS, k=chance.randrange(4)))
        case 6:
            state.int_array_value.data.extend([2**62, -5])
        case 7:
            state.double_array_value.data.extend([math.nan])
        case 8:
            state.json_value = chance.choice(JSON)
        case 9:
            state.json_trigger_value = chance.choice(JSON)
        case 10:
            state.bytes_value = b"\xff\0"
        case 11:
            state.string_trigger_value.data = chance.choice(TEXTS)
    return state


@pytest.mark.parametrize("text", JSON)
def test_a_selection_in_a_chart_is_one_or_dropped(text: str) -> None:
    message = BackMsg()
    message.rerun_script.widget_states.widgets.add(id=f"{ID}-chart-0", string_value=text)
    sent, dropped = checked(message.SerializeToString())
    assert sent is not None
    assert bool(dropped) is (text not in ("", json.dumps(SELECTION)))


def test_what_a_browser_sends_is_handed_on_as_it_is() -> None:
    message = BackMsg()
    state = message.rerun_script
    state.context_info.url = "http://[::1]:8501/kategorien"
    state.widget_states.widgets.add(id=f"{ID}-group-a--de").string_array_value.data.append("Dez")
    state.widget_states.widgets.add(id=f"{ID}-partner-a--de", string_value="alle")
    state.widget_states.widgets.add(id=f"{ID}-partner-a--de")
    state.widget_states.widgets.add(id=f"{ID}-chart-0", string_value=json.dumps(SELECTION))
    state.widget_states.widgets.add(id=f"{ID}-page-Thema: a\nb", int_value=2)
    state.widget_states.widgets.add(id=f"{ID}-study-de", string_value="zweite")
    told = json.dumps([{"event": "absent", "value": "z-4afc"}])
    state.widget_states.widgets.add(id=TELLING, json_trigger_value=told)
    assert checked(message.SerializeToString()) == (message.SerializeToString(), set())


@pytest.mark.parametrize(
    "text", ["{", "7", '[{"event": "absent", "value": 7}]', '[{"event": "other", "value": "x"}]', "[" * 50_000]
)
def test_what_our_markup_tells_is_an_id_or_dropped(text: str) -> None:
    message = BackMsg()
    message.rerun_script.widget_states.widgets.add(id=TELLING, json_trigger_value=text)
    assert checked(message.SerializeToString())[1] == {"a value of another kind"}


@pytest.mark.parametrize("kind", ["clear_cache", "set_run_on_save", "load_git_info", "debug_shutdown_runtime"])
def test_what_is_not_for_readers_is_dropped(kind: str) -> None:
    assert checked(BackMsg(**{kind: True}).SerializeToString()) == (None, {kind})


@pytest.mark.parametrize("data", [b"", b"\xff" * 100, b"no message", b"\0" * 1_000_001])
def test_what_is_no_message_is_dropped(data: bytes) -> None:
    assert checked(data)[0] is None and checked(data)[1]


@pytest.fixture(scope="module")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    """A server whose log holds no traceback at the end."""
    with serving(log=tmp_path_factory.mktemp("server") / "log.txt") as started:
        yield started
        said = started.logged()
        assert "Traceback" not in said and DROPPED.split("%")[0] in said, said


def drawn(run: Run) -> bool:
    """Say whether a page of ours was drawn and nothing failed."""
    return len(run.of("bidi_component")) + run.repeated >= 4 and not run.wrong


def spoken(server: Server, say: Callable[[Reader], object]) -> None:
    """Open a tab, say something there, then see that it still draws a page."""

    async def whole() -> None:
        reader = Reader(server.address)
        await reader.open("/kategorien", "category=landkreise-kommunen")
        await say(reader)  # type: ignore[misc]
        assert drawn(await reader.visit("/zitate"))
        await reader.close()

    awaited(whole())


@pytest.mark.long
def test_every_widget_of_every_page_may_speak(server: Server) -> None:
    async def all_pages(reader: Reader) -> None:
        for path in [page.path for page in PAGES.values()]:
            await reader.visit(path, "category=landkreise-kommunen")
            message = BackMsg()
            message.rerun_script.widget_states.widgets.extend(reader.widgets.values())
            assert checked(message.SerializeToString())[1] == set()
            known = {
                "multiselect",
                "button_group",
                "selectbox",
                "text_input",
                "bidi_component",
                "html",
                "plotly_chart",
            }
            assert {element.WhichOneof("type") for element in reader.last.elements} <= known | {"empty", None}

    spoken(server, all_pages)


@pytest.mark.long
@pytest.mark.parametrize("path", ["/kategorien", "/zitate"])
def test_hundreds_of_hostile_states_and_the_page_is_drawn_each_time(server: Server, path: str) -> None:
    async def attack(reader: Reader) -> None:
        chance = random.Random(7)
        await reader.visit(path, "category=landkreise-kommunen")
        charts = [element.plotly_chart.id for element in reader.last.of("plotly_chart")]
        ids = [*reader.widgets, *charts, f"{ID}-page-", f"{ID}-top-x", f"{ID}-view", "view", "", "$$ID", "\0" * 300]
        for _ in range(200):
            state = ClientState(query_string=reader.query, page_script_hash=reader.page_hash)
            chosen = chance.choices(ids, k=chance.randrange(1, 6))
            state.widget_states.widgets.extend(hostile(id_, chance) for id_ in chosen)
            assert drawn(await reader.run(state)), state

    spoken(server, attack)


@pytest.mark.long
@pytest.mark.parametrize(
    "query",
    ["%", "&&&==", "category=%ff&category=%00", "study=" + "x" * 50_000, "a=1&" * 5_000, "q=%F0%9F",
     "embed=true&embed_options=x", "q=%ED%A0%80", "q=" + "%28" * 3_000, "group=dez&group=dez&group=%F0%9F%92%A9",
     "deck=%00&set=&sort=;", "lang=%00&lang=en", "\0"],
)  # fmt: skip
def test_a_hostile_query_is_only_unknown(server: Server, query: str) -> None:
    async def ask(reader: Reader) -> None:
        for path in [page.path for page in PAGES.values()]:
            assert drawn(await reader.visit(path, query))

    spoken(server, ask)


@pytest.mark.long
def test_unknown_pages_fragments_and_addresses(server: Server) -> None:
    async def ask(reader: Reader) -> None:
        for fields in (
            {"page_script_hash": "0" * 32}, {"page_script_hash": "\0"},
            {"page_name": "../../etc"}, {"page_name": "x" * 9000},
            {"fragment_id": "x"}, {"is_auto_rerun": True}, {"is_history_navigation": True},
        ):  # fmt: skip
            run = await reader.run(ClientState(**fields))
            run.wrong = [wrong for wrong in run.wrong if "page_not_found" not in wrong]
            assert drawn(run), fields
        for url in ("http://[", "http://x:99999999", "\0", "x" * 50_000):
            state = ClientState(page_script_hash=reader.pages["methode"])
            state.context_info.url = url
            assert drawn(await reader.run(state)), url

    spoken(server, ask)


@pytest.mark.long
def test_other_messages_change_nothing(server: Server) -> None:
    async def ask(reader: Reader) -> None:
        for data in (b"", b"\xff" * 1000, "text", BackMsg(clear_cache=True).SerializeToString()):
            await reader.send_raw(data)
        operation = BackMsg()
        operation.backend_operation_request.request_id = "x"
        operation.backend_operation_request.deferred_file.file_id = "../../x"
        await reader.send(operation)
        operation.backend_operation_request.install_skills.SetInParent()
        await reader.send(operation)

    spoken(server, ask)
