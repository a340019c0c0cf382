"""Data settings: the data folder, external edits, backups, export and deletion."""

import streamlit as st

from components import notices, recent_actions, session
from components.markdown_text import escape_label, escape_markdown
from components.page_links import render_import_link, render_sample_button
from followup_core.models.date_text import DayFormat, pluralize
from followup_core.services import maintenance
from followup_core.services.workspace import WorkspaceView
from followup_core.store import Backup, ExternalEdit, RowDifference

from . import export_panel

_DELETED_DATA = (
    "This deletes your interviews, the people you met, your answers, messages and settings, the photos of"
    " business cards, your own wording of messages, and what an import or a calendar remembered."
)
_BACKUPS_KEPT = (
    "The backups are kept, and one more is made now. A backup brings back interviews, people, answers and"
    " settings, but not the photos or your own wording."
)
_BACKUPS_DELETED = "The backups go, too. Nothing can bring anything back."
_SIDE_EFFECTS = (
    "The address of your calendar stops working, and the sample data is cleared. Paired phones stay paired:"
    " their list holds nothing you entered, and you can remove them under Phones. Files that you put into the"
    " folder yourself stay."
)
_MAX_PROBLEMS = 20
_MAX_DIFFERENCES = 50


def render_data_settings(view: WorkspaceView) -> None:
    """Draw everything about the candidate's data."""
    folder = session.workspace_folder()
    maintenance.write_tables(folder)
    if maintenance.damage(folder):
        render_rescue()
    for edit in maintenance.external_edits(folder):
        _render_external_edit(edit)
    for notice in maintenance.notices(folder):
        if notice != maintenance.damage(folder):
            st.info(escape_markdown(notice))
    st.header("Where it is", anchor=False)
    st.markdown("Everything you enter stays on this computer, as tables that any spreadsheet opens:")
    st.code(str(folder), language=None, wrap_lines=True)
    _render_problems()
    recent_actions.render_recent_actions("data")
    if session.workspace_kind() == session.PERSONAL:
        st.header("Import a file", anchor=False)
        st.markdown(
            "A spreadsheet, a calendar invitation, a take-home file: you see it before it is imported."
        )
        render_import_link()
        render_sample_button()
    export_panel.render_export_panel(view)
    _render_backups(view)
    _render_delete()


def render_rescue() -> None:
    """Draw the ways to repair a damaged workspace: its backups, or continuing without the damaged part."""
    is_only_in_memory = maintenance.is_only_in_memory(session.workspace_folder())
    backups = () if is_only_in_memory else maintenance.backups(session.workspace_folder())
    if backups:
        st.markdown("A backup brings everything back up to its day.")
        _render_restore_form(backups, "rescue", DayFormat(today=session.today()))
    if is_only_in_memory:
        st.markdown(
            "If you moved or replaced the files on purpose, stop the program and start it again: it then uses"
            " what is in the folder. Otherwise put them back, or write everything to the folder again."
        )
    button_label = (
        "Write everything to the folder again" if is_only_in_memory else "Go on without what cannot be read"
    )
    st.button(button_label, on_click=_accept_loss, key=session.key("accept-loss"))


def _accept_loss() -> None:
    session.run_action(
        lambda workspace, context: maintenance.accept_loss(session.workspace_folder()), confirm=False
    )


def _render_external_edit(edit: ExternalEdit) -> None:
    name = f"{edit.table}.csv"
    with st.container(border=True):
        st.markdown(f"**{name} was changed by another program.** Nothing is decided until you choose.")
        for problem in edit.problems[:_MAX_PROBLEMS]:
            st.markdown(f"- {escape_markdown(str(problem))}")
        chosen_keys = _render_differences(edit) if edit.differences else None
        with st.container(horizontal=True):
            if edit.readable:
                st.button(
                    "Take these changes",
                    type="primary",
                    key=session.key(f"take-{edit.table}"),
                    on_click=_accept_edit,
                    args=(edit.table, chosen_keys),
                )
            st.button(
                "Keep what was saved here",
                key=session.key(f"keep-{edit.table}"),
                on_click=_discard_edit,
                args=(edit.table,),
            )


def _render_differences(edit: ExternalEdit) -> list[tuple[str, ...]] | None:
    """Draw a checkbox for each changed row; return the keys of the chosen rows, None for all if too many."""
    if len(edit.differences) > _MAX_DIFFERENCES:
        st.markdown(
            f"{len(edit.added)} rows were added, {len(edit.changed)} changed, {len(edit.removed)} removed."
        )
        return None
    return [
        difference.key
        for difference in edit.differences
        if st.checkbox(
            escape_label(_difference_text(difference)),
            value=True,
            key=session.key(f"external-edit-{edit.table}-{'-'.join(difference.key)}"),
        )
    ]


def _difference_text(difference: RowDifference) -> str:
    before, after = difference.before, difference.after
    if before is None:
        return "Added: " + ", ".join(value for value in (after or {}).values() if value)
    if after is None:
        return "Removed: " + ", ".join(value for value in before.values() if value)
    changed_cells = [
        f"{column} “{before.get(column, '')}” is now “{value}”"
        for column, value in after.items()
        if value != before.get(column, "")
    ]
    return f"{' '.join(difference.key)}: " + "; ".join(changed_cells)


def _accept_edit(table: str, chosen_keys: list[tuple[str, ...]] | None) -> None:
    session.run_action(
        lambda workspace, context: maintenance.accept_external_edit(
            session.workspace_folder(), table, chosen_keys, context
        )
    )


def _discard_edit(table: str) -> None:
    session.run_action(
        lambda workspace, context: maintenance.discard_external_edit(
            session.workspace_folder(), table, context
        ),
        confirm=False,
    )


def _render_problems() -> None:
    problems = maintenance.problems(session.workspace_folder())
    if not problems:
        st.markdown(":material/check: Every table is in order.")
        return
    with st.expander(
        f"{pluralize(len(problems), 'problem').capitalize()} in the tables", icon=":material/error:"
    ):
        for problem in problems[:_MAX_PROBLEMS]:
            st.markdown(f"- {escape_markdown(str(problem))}")


def _render_backups(view: WorkspaceView) -> None:
    st.header("Backups", anchor=False)
    st.markdown("The program makes one every day, and keeps the last seven days and four weeks.")
    backups = maintenance.backups(session.workspace_folder())
    if backups:
        _render_restore_form(backups, "backup", view.day_format)
    if view.records.interviews:
        st.button("Back up now", key=session.key("back-up"), on_click=_back_up_now)


def _render_restore_form(backups: tuple[Backup, ...], name: str, day_format: DayFormat) -> None:
    with st.container(horizontal=True, vertical_alignment="bottom"):
        backup_of = {backup.name: backup for backup in backups}
        chosen_name = st.selectbox(
            "Backup",
            list(backup_of),
            format_func=lambda backup_name: _backup_label(backup_of[backup_name], day_format),
            key=session.key(name),
        )
        st.button(
            "Restore",
            key=session.key(f"restore-{chosen_name}"),
            on_click=_restore,
            args=(chosen_name, day_format),
        )
        if name == "backup":
            with st.popover("Delete"):
                st.markdown("A backup that you delete can't be brought back.")
                st.button(
                    "Delete this backup",
                    key=session.key(f"delete-{chosen_name}"),
                    on_click=_delete_backup,
                    args=(chosen_name,),
                )


def _backup_label(backup: Backup, day_format: DayFormat) -> str:
    day = day_format.full(backup.day)
    size = f"{max(backup.size // 1024, 1)} kB"
    article = "an" if backup.before[:1] in "aeiou" else "a"
    reason_words = "" if backup.before in ("", "asked") else f", before {article} {backup.before}"
    return f"{day}{reason_words}, {size}"


def _back_up_now() -> None:
    if session.run_action(
        lambda workspace, context: maintenance.back_up_now(session.workspace_folder(), context.today),
        confirm=False,
    ):
        notices.show_done("Backed up.")


def _restore(name: str, day_format: DayFormat) -> None:
    session.run_action(
        lambda workspace, context: maintenance.restore(session.workspace_folder(), name, context, day_format)
    )


def _delete_backup(name: str) -> None:
    if session.run_safely(lambda: maintenance.delete_backup(session.workspace_folder(), name)):
        notices.show_done("The backup is deleted.")


def _render_delete() -> None:
    st.header("Delete everything", anchor=False)
    with st.expander("Delete all my data", icon=":material/delete:"):
        st.markdown(_DELETED_DATA)
        deletes_backups = st.checkbox("Delete the backups as well", key=session.key("also"))
        st.markdown(_BACKUPS_DELETED if deletes_backups else _BACKUPS_KEPT)
        if session.workspace_kind() == session.PERSONAL:
            st.markdown(_SIDE_EFFECTS)
        st.button(
            "Delete everything now",
            key=session.key("delete-all"),
            on_click=_delete_everything,
            args=(deletes_backups,),
        )


def _delete_everything(also_backups: bool) -> None:
    kept_keys = tuple(map(session.key, ("settings-side", "backup", "also")))
    if session.delete_everything(also_backups=also_backups, kept_keys=kept_keys):
        st.session_state[session.key("also")] = False
        notices.show_done("Everything is deleted.")
