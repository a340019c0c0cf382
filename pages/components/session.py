"""The edge: the only place of the screen that asks for the time, makes ids and opens desks."""

import secrets
from collections.abc import Callable
from datetime import date, datetime
from pathlib import Path

import streamlit as st
from streamlit.runtime.scriptrunner import get_script_run_ctx

from followup_core import config, web
from followup_core.calendar_token import CalendarToken
from followup_core.clock import day_of
from followup_core.models import FollowUpError, known_timezone
from followup_core.services import maintenance, sample_data, workspace_registry
from followup_core.services import workspace as coach_desk
from followup_core.services.workshops import WorkshopService, workshop_service_for
from followup_core.store import NotSaved
from followup_core.workshop import retention
from followup_core.workshop.workshop_model import ParticipantRef, WorkshopError

from . import form_fields, live_refresh, notices, tap_replay

OWN = "mine"
SAMPLE = "sample"
PARTICIPANT = "participant"
_SAMPLE_NAMED = "sample"  # in the address


def in_workshop() -> bool:
    """Whether the program runs for a workshop; then no personal workspace can be reached."""
    return config.current().mode is config.Mode.WORKSHOP


def workshop_service() -> WorkshopService:
    """Return the workshops of this program."""
    found = workshop_service_for(config.current().workshops)
    found.moved = live_refresh.notify
    return found


def identity() -> web.RequestIdentity | None:
    """Return who looks at the page, as the server's gate found out; None where no gate stands before it."""
    _within_a_page()
    return web.identity_from(st.context.headers)


def participant() -> ParticipantRef:
    """Return the participant who looks at the page; raise WorkshopError for anybody else."""
    found = identity()
    if found is None or not found.participant_id:
        raise WorkshopError("Nobody has joined with this phone.", "Type the code on the wall first.")
    return ParticipantRef(workshop_id=found.workshop_id, participant_id=found.participant_id)


def workspace_kind() -> str:
    """Return which workspace this session looks at: the person's own, the sample, or a participant's."""
    _within_a_page()
    if in_workshop():
        return PARTICIPANT
    return str(st.session_state.get("place") or (SAMPLE if _SAMPLE_NAMED in st.query_params else OWN))


def remark() -> str:
    """Return what a file to print or to show must say of its content, '' for nothing."""
    return sample_data.REMARK if workspace_kind() == SAMPLE else ""


def remember_workspace_kind() -> None:
    """Let the address name the sample while it is looked at, so that a reload shows the same workspace."""
    begins = "place" not in st.session_state
    st.session_state["place"] = workspace_kind()
    if workspace_kind() != SAMPLE:
        return
    if begins and not open_workspace().view(today()).records.rounds:
        enter_sample()
    if _SAMPLE_NAMED not in st.query_params:
        st.query_params[_SAMPLE_NAMED] = "yes"


def _within_a_page() -> None:
    """Raise an error outside of a page's run: there is no session, and the wrong workspace would be opened.

    A download's callable and a thread run there. They are given what they need while the page is drawn.
    """
    if get_script_run_ctx(suppress_warning=True) is None:
        raise RuntimeError("The session was asked for outside of a page's run. Pass its values on instead.")


def key(name: str) -> str:
    """Return a widget key that belongs to this workspace, so a late tap never reaches the other one."""
    return f"{workspace_kind()}:{name}"


def workspace() -> Path:
    """Return the folder of the workspace this session looks at."""
    if in_workshop():
        return workshop_service().workspace(participant())
    return config.current().data_dir / ("personal" if workspace_kind() == OWN else "sample")


def own_messages() -> Path:
    """Return the folder of this workspace's own wording of messages."""
    return workspace() / "messages"


def open_workspace() -> coach_desk.Workspace:
    """Return the open desk of this session's workspace."""
    keep = config.current().data_dir / "last-good-playbook"
    return workspace_registry.open_workspace(workspace(), keep=keep)


def timezone() -> str:
    """Return the time zone to enter times in: the candidate's setting, else the browser's."""
    chosen = st.session_state.get(key("timezone")) or st.context.timezone or ""
    return chosen if known_timezone(chosen) else ""


def now() -> datetime:
    """Return the wall-clock time where the candidate is, without a zone."""
    return config.current().clock.wall_time(timezone())


def today() -> date:
    """Return the candidate's day."""
    return now().date()


def deletion_words(keep_days: int, delete_at: datetime | None) -> str:
    """Return when everything of a workshop is deleted, to follow "Everything is deleted"."""
    day = day_of(delete_at, timezone()) if delete_at else None
    return retention.deletion_words(keep_days, day, today())


def view() -> coach_desk.WorkspaceView:
    """Return the workspace as it is today."""
    found = open_workspace().view(today())
    zone = found.records.settings.timezone
    if zone != st.session_state.get(key("timezone"), ""):
        st.session_state[key("timezone")] = zone
        found = open_workspace().view(today())
    return found


def utc_now() -> datetime:
    """Return this very moment, in UTC."""
    return config.current().clock.moment()


def action_context() -> coach_desk.ActionContext:
    """Return the moment of an action that a person takes right now."""
    return coach_desk.ActionContext(
        op_id=secrets.token_hex(16), timestamp=utc_now().strftime("%Y-%m-%dT%H:%M:%SZ"), today=today()
    )


def run_action(
    action: Callable[[coach_desk.Workspace, coach_desk.ActionContext], object],
    *,
    text: str = "",
    say: bool = True,
    typed: tuple[str, ...] = (),
) -> bool:
    """Do one action in a callback; tell what became of it on the next run.

    An error becomes a sentence on screen; when the disk refused, `text` is
    offered as a download, so nothing typed is lost. `say` shows "Saved" with an
    undo beside it; a value that was saved late is always said. `typed` are the keys of
    the fields whose content this saves: they begin again, or say as long as it stands
    there that it is not saved.
    """
    when = action_context()
    notices.new_action()
    st.session_state["saved"] = None
    backup = maintenance.daily_backup(workspace(), when.today) if workspace_kind() == OWN else ""
    try:
        action(open_workspace(), when)
    except FollowUpError as error:
        _failed(error, text)
        if typed:
            form_fields.refuse(typed, str(error))
        return False
    finally:
        for words in filter(None, (backup, *maintenance.take_warnings(workspace()))):
            notices.warn(words)
    form_fields.forget(*typed)
    st.session_state["saved"] = when.op_id if say or tap_replay.says() else None
    return True


def run_safely(action: Callable[[], object], *, text: str = "") -> bool:
    """Do something in a callback that is no action of the store; an error becomes a sentence on screen."""
    notices.new_action()
    try:
        action()
    except FollowUpError as error:
        _failed(error, text)
        return False
    return True


def _failed(error: FollowUpError, text: str) -> None:
    """Note an error for the page to tell, with the text where the disk refused it."""
    notices.fail(str(error), text if isinstance(error, NotSaved) else "")


def delete_everything(*, also_backups: bool, on_screen: tuple[str, ...]) -> bool:
    """Delete all of this workspace (in a callback), and what was typed and not saved.

    `on_screen` are the keys of the choices that the page goes on showing.
    """
    settings, mine = config.current(), workspace_kind() == OWN
    done = run_action(
        lambda at, when: maintenance.delete_everything(
            workspace(),
            also_backups=also_backups,
            today=when.today,
            sample=settings.data_dir / SAMPLE if mine else None,
            subscription=CalendarToken(settings.subscription_file) if mine else None,
        ),
        say=False,
    )
    if done:
        form_fields.forget_all(key(""), on_screen)
    return done


def undo(op_id: str) -> None:
    """Take an action back (a callback)."""
    if run_action(lambda at, when: at.undo(when, op_id), say=False):
        notices.tell("Undone. Everything is as it was before.")


def enter_sample() -> None:
    """Start looking around in freshly dated sample data (a callback); there is none in a workshop."""
    if in_workshop():
        return
    st.session_state["place"] = SAMPLE
    run_action(
        lambda at, when: sample_data.load_sample_data(at, when, workspace_registry.SAMPLE_DIR), say=False
    )


def leave_sample() -> None:
    """Go back to the person's own workspace (a callback)."""
    notices.clear()
    st.session_state.pop("saved", None)
    st.session_state["place"] = OWN
    st.query_params.pop(_SAMPLE_NAMED, None)
