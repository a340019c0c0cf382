"""The session of a page: the only page code that asks for the date and time, makes ids, opens workspaces."""

import secrets
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from contextvars import ContextVar
from datetime import date, datetime
from functools import cache
from pathlib import Path

import streamlit as st
from streamlit.runtime.scriptrunner import get_script_run_ctx

from followup_core import config, web
from followup_core.calendar_token import CalendarToken
from followup_core.clock import day_of
from followup_core.models import FollowUpError, known_timezone
from followup_core.models.date_text import DayFormat
from followup_core.services import maintenance, sample_data, workspace_registry
from followup_core.services.timezone_country import country_of_timezone, holiday_sentence
from followup_core.services.workshops import WorkshopService, open_workshops
from followup_core.services.workspace import ActionContext, NotFound, Workspace, WorkspaceView
from followup_core.store import NotSaved
from followup_core.text import one_line
from followup_core.web.facilitator_auth import FacilitatorAuth
from followup_core.workshop import retention
from followup_core.workshop.workshop_model import ParticipantRef, WorkshopError

from . import form_fields, live_refresh, notices, tap_replay

PERSONAL = "personal"
SAMPLE = "sample"
PARTICIPANT = "participant"
_SAMPLE_PARAMETER = "sample"

_shown: ContextVar[WorkspaceView | None] = ContextVar(
    "the view that this run of the page shows", default=None
)


def in_workshop() -> bool:
    """Return whether the program runs in workshop mode, where no personal workspace can be opened."""
    return config.current().mode is config.Mode.WORKSHOP


def workshop_service() -> WorkshopService:
    """Return the program's only workshop service. The server asks for it first, before any page."""
    return _workshops_in(config.current().workshops)


@cache
def _workshops_in(folder: Path) -> WorkshopService:
    return open_workshops(folder, changed=live_refresh.notify)


def facilitators() -> FacilitatorAuth:
    """Return who may lead workshops; the server and the pages share it."""
    return _facilitators_in(config.current().facilitators_file)


@cache
def _facilitators_in(path: Path) -> FacilitatorAuth:
    return FacilitatorAuth(path)


@cache
def phone_visits() -> web.PhoneVisits:
    """Return the record of visits from other devices; the server and the pages share it."""
    return web.PhoneVisits()


def identity() -> web.RequestIdentity | None:
    """Return who is viewing the page, as the access middleware found; None where no middleware runs."""
    _require_page_run()
    return web.identity_from(st.context.headers)


def participant() -> ParticipantRef:
    """Return the participant who is viewing the page.

    Raises:
        WorkshopError: this browser has not joined a workshop.
    """
    result = identity()
    if result is None or not result.participant_id:
        raise WorkshopError("This phone hasn't joined a workshop.", "Join first, with the code on the wall.")
    return ParticipantRef(workshop_id=result.workshop_id, participant_id=result.participant_id)


def workspace_kind() -> str:
    """Return which workspace this session shows: PERSONAL, SAMPLE or PARTICIPANT."""
    _require_page_run()
    if in_workshop():
        return PARTICIPANT
    return str(
        st.session_state.get("workspace_kind")
        or (SAMPLE if _SAMPLE_PARAMETER in st.query_params else PERSONAL)
    )


def remark() -> str:
    """Return the remark that printed and exported files must carry: that this is the sample; else ''."""
    return sample_data.REMARK if workspace_kind() == SAMPLE else ""


def remember_workspace_kind() -> None:
    """Keep which workspace is shown; load the sample data if the session begins on the sample's address."""
    begins = "workspace_kind" not in st.session_state
    st.session_state["workspace_kind"] = workspace_kind()
    if workspace_kind() == SAMPLE and begins and not open_workspace().view(today()).records.interviews:
        enter_sample()


def name_sample_in_address() -> None:
    """Name the sample in the page's address while it is shown, so that a reload shows the same workspace.

    Call it last: earlier, the browser would add the name to the previous page's address, and going back would
    take two taps.
    """
    if st.session_state.get("workspace_kind") == SAMPLE and _SAMPLE_PARAMETER not in st.query_params:
        st.query_params[_SAMPLE_PARAMETER] = "yes"


def _require_page_run() -> None:
    """Raise RuntimeError outside of a page's run: with no session, the wrong workspace would be opened.

    A download's callable and a thread run outside. Pass them what they need while the page is drawn.
    """
    if get_script_run_ctx(suppress_warning=True) is None:
        raise RuntimeError("The session was asked for outside of a page's run. Pass its values on instead.")


def key(name: str) -> str:
    """Return a widget key that belongs to this workspace, so a late tap never reaches another workspace."""
    return f"{workspace_kind()}:{name}"


def workspace_folder() -> Path:
    """Return the folder of the workspace that this session shows."""
    if in_workshop():
        return workshop_service().participation(participant()).workspace_folder()
    return config.current().data_dir / ("personal" if workspace_kind() == PERSONAL else "sample")


def own_messages() -> Path:
    """Return the folder with the workspace's own wording of messages."""
    return workspace_folder() / "messages"


def open_workspace() -> Workspace:
    """Return this session's workspace, opened."""
    keep = config.current().data_dir / "last-good-playbook"
    return workspace_registry.open_workspace(workspace_folder(), keep=keep)


def timezone() -> str:
    """Return the time zone for entering times: the candidate's setting, else the browser's, else ''."""
    chosen = st.session_state.get(key("timezone")) or st.context.timezone or ""
    return chosen if known_timezone(chosen) else ""


def now() -> datetime:
    """Return the candidate's local wall-clock time, as a naive datetime."""
    return config.current().clock.wall_time(timezone())


def today() -> date:
    """Return the candidate's local date."""
    return now().date()


def day_format() -> DayFormat:
    """Return how days are written for the candidate whose workspace the page shows.

    Before the first interview, it is the way of the country that is stored with it (`country_of_browser`).
    """
    shown = view()
    if shown.records.interviews or shown.records.settings.country:
        return shown.day_format
    return DayFormat(today=shown.today, country=country_of_timezone(timezone()))


def deletion_words(keep_days: int, delete_at: datetime | None) -> str:
    """Return when a workshop's data is deleted, worded to follow "Everything is deleted"."""
    day = day_of(delete_at, timezone()) if delete_at else None
    return retention.deletion_words(keep_days, day, today())


@contextmanager
def showing(shown: WorkspaceView) -> Iterator[None]:
    """Make everything that is drawn inside this block show the same view of the workspace."""
    token = _shown.set(shown)
    try:
        yield
    finally:
        _shown.reset(token)


def view() -> WorkspaceView:
    """Return the view of the workspace that this run of the page shows.

    The page header takes it once (`showing`). In a widget callback, and after an action in the middle of a
    page, it is the workspace as it is now.
    """
    _require_page_run()
    return _shown.get() or current_view()


def current_view() -> WorkspaceView:
    """Return a view of the workspace as it is now, today."""
    result = open_workspace().view(today())
    zone = result.records.settings.timezone
    if zone != st.session_state.get(key("timezone"), ""):
        st.session_state[key("timezone")] = zone
        result = open_workspace().view(today())
    return result


def utc_now() -> datetime:
    """Return the current time in UTC."""
    return config.current().clock.moment()


def action_context() -> ActionContext:
    """Return the context of an action that a person takes right now: a new id, the time and the date."""
    return ActionContext(
        op_id=secrets.token_hex(16), timestamp=utc_now().strftime("%Y-%m-%dT%H:%M:%SZ"), today=today()
    )


def run_action(
    action: Callable[[Workspace, ActionContext], object],
    *,
    unsaved_text: str = "",
    confirm: bool = True,
    fields: Mapping[str, str] | None = None,
) -> bool:
    """Run one action on the workspace in a widget callback; the next run of the page shows the result.

    An error becomes a sentence on screen.

    Args:
        action: what to do with the workspace and the action's context.
        unsaved_text: what the person typed; offered as a download if the disk refused to save it, or if what
            it belongs to is gone.
        confirm: show "Saved" with an undo. A value from a replayed tap is always confirmed.
        fields: keys of the fields that this action saves, by the stored column. They show the stored value
            again afterwards, or why they are not saved.

    Returns:
        Whether the action was done.
    """
    context = action_context()
    notices.new_action()
    form_fields.new_action()
    _shown.set(None)
    st.session_state["saved"] = st.session_state["undone"] = None
    backup = (
        maintenance.daily_backup(workspace_folder(), context.today) if workspace_kind() == PERSONAL else ""
    )
    try:
        action(open_workspace(), context)
    except FollowUpError as error:
        _refused(error, fields or {}, unsaved_text)
        return False
    finally:
        for words in filter(None, (backup, *maintenance.take_warnings(workspace_folder()))):
            notices.show_warning(words)
    form_fields.forget(*(fields or {}).values())
    st.session_state["saved"] = context.op_id if confirm or tap_replay.is_replaying_value() else None
    return True


@contextmanager
def country_of_browser() -> Iterator[str]:
    """Give the country of the browser's time zone to an action that may bring in the first interview.

    A notice says which holidays are left out if the action made it the candidate's country.
    """
    before = view().records.settings.country
    yield country_of_timezone(timezone())
    after = view().records.settings.country
    if after != before:
        notices.show_done(holiday_sentence(after))


def run_safely(action: Callable[[], object], *, unsaved_text: str = "") -> bool:
    """Run something in a widget callback that changes no workspace table; an error becomes a sentence."""
    notices.new_action()
    form_fields.new_action()
    try:
        action()
    except FollowUpError as error:
        _failed(error, unsaved_text)
        return False
    return True


def _refused(error: FollowUpError, fields: Mapping[str, str], unsaved_text: str) -> None:
    """Keep why fields were not saved: at the field that is wrong; if none of them is, in the bar as well."""
    keys = tuple(fields.values())
    at_fault = form_fields.field_at_fault(error, fields)
    words = one_line(f"{error.what} {error.remedy}") if at_fault else str(error)
    if not at_fault:
        _failed(error, unsaved_text)
        at_fault = next(filter(form_fields.typed_in, keys), "")
    if at_fault:
        form_fields.refuse(at_fault, words, keys)


def _failed(error: FollowUpError, unsaved_text: str) -> None:
    """Keep an error to be shown on the page, with the text if its field may not be there anymore."""
    is_lost = isinstance(error, NotSaved | NotFound) and unsaved_text.strip()
    notices.show_error(str(error), unsaved_text if is_lost else "")


def delete_everything(*, also_backups: bool, on_screen: tuple[str, ...]) -> bool:
    """Delete this workspace's data and everything typed and not saved (in a callback).

    Args:
        also_backups: delete the backups, too.
        on_screen: keys of choices that the page goes on showing; they keep their values.
    """
    settings, personal = config.current(), workspace_kind() == PERSONAL
    done = run_action(
        lambda _workspace, context: maintenance.delete_everything(
            workspace_folder(),
            also_backups=also_backups,
            today=context.today,
            sample=settings.data_dir / SAMPLE if personal else None,
            calendar_token=CalendarToken(settings.subscription_file) if personal else None,
        ),
        confirm=False,
    )
    if done:
        form_fields.forget_all(key(""), on_screen)
    return done


def undo(op_id: str) -> None:
    """Undo an action (a callback); the next page offers to redo it."""
    undo_ids: list[str] = []

    def undo_it(workspace: Workspace, context: ActionContext) -> None:
        workspace.undo(context, op_id)
        undo_ids.append(context.op_id)

    if run_action(undo_it, confirm=False):
        [st.session_state["undone"]] = undo_ids
        notices.show_done("Undone. Everything is as it was before.")


def redo(undo_id: str) -> None:
    """Bring back what an undo took away (a callback); `undo_id` is the id of the undo."""
    if run_action(lambda workspace, context: workspace.undo(context, undo_id), confirm=False):
        notices.show_done("Done again. It is back as you left it.")


def enter_sample() -> None:
    """Switch to freshly dated sample data (a callback); does nothing in a workshop."""
    if in_workshop():
        return
    st.session_state["workspace_kind"] = SAMPLE
    run_action(
        lambda opened, context: sample_data.load_sample_data(opened, context, workspace_registry.SAMPLE_DIR),
        confirm=False,
    )


def leave_sample() -> None:
    """Return to the person's own workspace (a callback)."""
    notices.clear()
    st.session_state.pop("saved", None)
    st.session_state["workspace_kind"] = PERSONAL
    st.query_params.pop(_SAMPLE_PARAMETER, None)
