"""Writes the sentences about a situation: the advice with names and days, the reasons, and what is saved."""

from collections.abc import Mapping
from datetime import date

from followup_core.cadence import Step, StepKind
from followup_core.cadence.cadence_text import because
from followup_core.models import MessageKind, TouchpointKind
from followup_core.models.date_text import DayFormat
from followup_core.playbook import DetectionRule, RecordedFact, Verdict
from followup_core.playbook.situation_model import names_in
from followup_core.services.advised_steps import unanswered_messages
from followup_core.services.answer_deadline import deadline_sentence
from followup_core.services.due_steps import thanks_for_today
from followup_core.services.workspace import WorkspaceView
from followup_core.text import in_words, one_line

from .detection import permission_asked_on, recruiter_before_thanks
from .recording import SavedFact, SavedKind
from .ruling import (
    AlreadyReplied,
    ContactAway,
    FollowsChain,
    NoRecruiterKnown,
    NoThanksOwed,
    NotWanted,
    OfficeClosed,
    OneMessageADay,
    Reason,
    Ruling,
    ThankFirst,
    TooLateToAnswer,
    WroteLately,
)
from .situation_judge import SituationJudge

_BUSINESS_DAYS_FOR_PERMISSION = 2
"""How many business days a thank-you waits for a recruiter's yes; later it would come too late."""

_VERDICTS_THAT_CHASE = (Verdict.SEND_STATUS_EMAIL, Verdict.CALL)

_SENTENCE_OF_REASON = {
    NoRecruiterKnown: "Add the recruiter under People first, so that your message has a name on it.",
    TooLateToAnswer: "It's too late now for an answer to that, so leave it as it is.",
    NoThanksOwed: "There's no thank-you left to send, so leave it as it is.",
    NotWanted: "If you haven't told them yet, a short, friendly withdrawal is a good way to end it.",
}
_SENTENCE_OF_SAVED_KIND = {
    SavedKind.ANSWERED: "They answered on {day}.",
    SavedKind.DECISION_BY: "They expect to decide by {day}.",
    SavedKind.PROMISED: "They promised it for {day}.",
    SavedKind.WRITE_TO: "Your next message goes to {name}.",
    SavedKind.ANSWER_BY: "Your answer is due by {day}.",
    SavedKind.BACK_ON: "We wait until {day}, when they're back.",
    SavedKind.AWAY: "We'll wait a week, until {day}, because you don't know yet when they're back.",
    SavedKind.ESTIMATE: "We'll wait until {day}, four weeks after the interview, which is only an estimate.",
    SavedKind.REJECTED: "They said no.",
    SavedKind.OFFER: "They made you an offer.",
    SavedKind.LET_GO: "You let it go.",
    SavedKind.REOPENED: "The interview is open again.",
    SavedKind.MAY_CONTACT: "You may get in touch with them.",
    SavedKind.MAY_NOT_CONTACT: "Your messages go to the recruiter first, once you've added who that is.",
    SavedKind.INTERESTED: "You'd still like to work there.",
    SavedKind.NOT_INTERESTED: "You don't want to work there anymore.",
    SavedKind.NOT_HELD: "Your interview of {day} didn't take place, so there's nobody to thank for it.",
    SavedKind.NOTE: "A line is added to your notes.",
}


def saved_sentence(fact: SavedFact, day_format: DayFormat, recruiter: str = "") -> str:
    """Return a sentence that says what is saved; `recruiter` is the recruiter's name, '' if unknown."""
    if fact.kind is SavedKind.MAY_NOT_CONTACT and recruiter:
        return f"Your messages go to {recruiter} first."
    if fact.kind is SavedKind.DECISION_BY and fact.day is not None and fact.day < day_format.today:
        return f"They expected to decide by {day_format.short(fact.day)}."
    if fact.kind is SavedKind.ESTIMATE and fact.day is not None and fact.day < day_format.today:
        return "Four weeks have passed since the interview, which is long enough to wait."
    if fact.kind is SavedKind.BACK_ON and fact.day == day_format.today:
        return "They're back today."
    day = day_format.short(fact.day) if fact.day is not None else ""
    return _SENTENCE_OF_SAVED_KIND[fact.kind].format(day=day, name=fact.name)


def recruiter_name(judge: SituationJudge) -> str:
    """Return the name of the interview's recruiter; '' if it isn't known."""
    return _name_or_default(judge, judge.recruiter, "")


def advice_sentences(judge: SituationJudge, ruling: Ruling) -> tuple[str, ...]:
    """Return the situation's advice for a ruling, with names and days, and the reason for the ruling.

    A sentence of the playbook is left out if it needs a name or a day that isn't known.
    """
    facts, permission_first = _facts_for_playbook(judge), _permission_first_sentences(judge, ruling)
    is_held_up = bool(permission_first) and ruling.reason is None
    advice = tuple(
        _fill_in(sentence, facts)
        for sentence in (judge.situation.advice_waiting if is_held_up else _playbook_sentences(judge, ruling))
        if (names_in(sentence) or frozenset()) <= facts.keys()
    )
    if ruling.reason is None or _is_about_an_email(ruling):
        return (*permission_first, *advice, *_thanks_meanwhile_sentences(judge, ruling))
    thanks_meanwhile = _thanks_meanwhile_sentences(judge, ruling)
    reason_sentences = _first_call_sentences(judge, ruling.reason) or _reason_sentences(
        judge, ruling.reason, permission_first
    )
    if judge.is_somebody_else_away:
        return (_other_absence_sentence(judge), *reason_sentences)
    if _lacks_named_day(judge) and ruling.verdict is Verdict.WAIT:
        reason_sentences = (
            "In the form above, enter the day they named, and the plan goes by it.",
            *reason_sentences,
        )
    says_to_wait = ruling.verdict is Verdict.WAIT and not judge.lets_go_instead(ruling)
    comes_first = says_to_wait or isinstance(ruling.reason, WroteLately | ThankFirst)
    if comes_first:
        return (*reason_sentences, *advice, *thanks_meanwhile)
    return (*advice, *reason_sentences, *thanks_meanwhile)


def _lacks_named_day(judge: SituationJudge) -> bool:
    """Return whether the situation is about a date that passed, but no date is known."""
    is_about_date = judge.situation.seen_by in (DetectionRule.DATE_PASSED, DetectionRule.SECOND_DATE_PASSED)
    return is_about_date and judge.details.interview.decision_by is None and not judge.is_unwanted


def _thanks_meanwhile_sentences(judge: SituationJudge, ruling: Ruling) -> tuple[str, ...]:
    """Return a sentence that a thank-you can still go out while the rest waits, if one is for today."""
    leaves_alone = judge.situation.verdict in (Verdict.WAIT, Verdict.LET_GO) and not judge.is_unwanted
    is_reply = judge.situation.draft is MessageKind.REPLY
    thanks_steps = thanks_for_today(judge.view, judge.interview_id)
    if not leaves_alone or is_reply or ruling.verdict is not Verdict.WAIT or not thanks_steps:
        return ()
    names = [one_line(judge.view.name(step.person_id)) for step in thanks_steps]
    recipients = in_words(names) if all(names) else "the people you met"
    return (f"Only your thank-you{'s' if len(thanks_steps) > 1 else ''} to {recipients} can still go out.",)


def _playbook_sentences(judge: SituationJudge, ruling: Ruling) -> tuple[str, ...]:
    """Return the playbook's advice for a ruling; () if the ruling's reason says all there is to do."""
    situation = judge.situation
    match ruling.reason:
        case NotWanted() | AlreadyReplied() | OfficeClosed() | TooLateToAnswer():
            return ()
        case NoRecruiterKnown():
            return situation.advice_waiting
        case ThankFirst(before_reply=True):
            return situation.advice if situation.verdict is Verdict.WAIT else situation.advice_waiting
        case ThankFirst():
            if not judge.asks_recruiter:
                return ()
            return tuple(text for text in situation.advice_waiting if "unthanked" in (names_in(text) or ()))
    if judge.is_unwanted and situation.advice_unwanted:
        return situation.advice_unwanted
    if judge.lets_go_instead(ruling):
        return situation.advice_letting_go
    if situation.verdict is Verdict.CALL and not judge.calls_next:
        return ()
    says_to_chase = ruling.verdict in _VERDICTS_THAT_CHASE
    if ruling.verdict is situation.verdict or (says_to_chase and situation.verdict in _VERDICTS_THAT_CHASE):
        return situation.advice
    return situation.advice_asking if says_to_chase else situation.advice_waiting


def _is_about_an_email(ruling: Ruling) -> bool:
    """Return whether the ruling is to call, but its reason is a step of the chain to email."""
    is_email = isinstance(ruling.reason, FollowsChain) and ruling.reason.step.kind is StepKind.STATUS_EMAIL
    return ruling.verdict is Verdict.CALL and is_email


def _first_call_sentences(judge: SituationJudge, reason: Reason) -> tuple[str, ...]:
    """Return from which day on the candidate may call, if the chain's step is to email; else ()."""
    step = reason.step if isinstance(reason, FollowsChain) else None
    if step is None or step.kind is not StepKind.STATUS_EMAIL or not judge.calls_next:
        return ()
    return (step.cause, f"You can call from {judge.view.day_format.short(step.earliest)}.")


def why_sentence(judge: SituationJudge, ruling: Ruling) -> str:
    """Return a sentence that says why the advice is given."""
    if isinstance(ruling.reason, ThankFirst):
        if ruling.reason.is_late:
            return "A late thank-you is still welcome, and it comes before any question."
        return "One message a day is enough, and the thank-you comes first."
    if isinstance(ruling.reason, NotWanted):
        return "You don't want this job anymore, so there's nothing left to ask."
    if judge.is_somebody_else_away and not judge.lets_go_instead(ruling):
        return "Your question only has to wait for the person who gets it."
    letting_go_advice = judge.view.playbook.advice[StepKind.LET_GO.value]
    return letting_go_advice.say[0] if judge.lets_go_instead(ruling) else judge.situation.why


def do_not_sentence(judge: SituationJudge, ruling: Ruling) -> str:
    """Return a sentence that says what not to do."""
    if isinstance(ruling.reason, NotWanted):
        return "Don't give a long explanation. One line is enough."
    return judge.situation.do_not


def _reason_sentences(
    judge: SituationJudge, reason: Reason, permission_first: tuple[str, ...]
) -> tuple[str, ...]:
    """Return the sentences of a reason; those of `permission_first` come before a thank-you, if any."""
    day_format = judge.view.day_format
    match reason:
        case ThankFirst():
            return _thank_first_sentences(judge, reason, permission_first)
        case ContactAway(back_on=back_on):
            return (_away_sentence(back_on, day_format),)
        case WroteLately(sent_on=sent_on):
            return (_wrote_sentence(sent_on, day_format),)
        case NoThanksOwed() | NotWanted() | NoRecruiterKnown() | TooLateToAnswer():
            return (_SENTENCE_OF_REASON[type(reason)],)
        case OfficeClosed():
            return _closed_sentences(judge, reason)
        case AlreadyReplied():
            return _replied_sentences(judge, reason)
        case OneMessageADay():
            return (_one_message_sentence(reason, day_format),)
        case FollowsChain(step=step):
            return (_chain_sentence(judge, step),)


def _replied_sentences(judge: SituationJudge, reason: AlreadyReplied) -> tuple[str, ...]:
    """Return sentences that say that the candidate has answered, and what comes next."""
    day_format = judge.view.day_format
    start = f"You were in touch on {day_format.short(reason.sent_on)}"
    if deadline := deadline_sentence(judge.details, day_format):
        return (f"{start}.", deadline)
    no_answer_needed = f"{start}, so this needs no other answer."
    if reason.ask_from is not None:
        ask_from = day_format.full(reason.ask_from)
        return (no_answer_needed, f"If no written offer has come, you can ask for it from {ask_from}.")
    return (no_answer_needed, reason.next_step.because) if reason.next_step else (no_answer_needed,)


def _closed_sentences(judge: SituationJudge, reason: OfficeClosed) -> tuple[str, ...]:
    """Return until when nobody is at work, and that the candidate may email today if an email is due."""
    verb = "call" if reason.is_call else "write"
    closed_sentence = f"Nobody is at work today, so {verb} on {judge.view.day_format.full(reason.opens_on)}."
    may_write = reason.is_call and judge.chain is not None and judge.chain.kind is StepKind.STATUS_EMAIL
    if may_write:
        return (closed_sentence, "If you'd rather write, you can do that today.")
    return (closed_sentence,)


def _one_message_sentence(reason: OneMessageADay, day_format: DayFormat) -> str:
    verb = "answer" if reason.is_reply else "ask"
    is_thanks = reason.sent is TouchpointKind.THANK_YOU_EMAIL
    start = "You sent your thank-you today" if is_thanks else "You wrote to them today"
    return f"{start}, so {verb} on {day_format.full(reason.write_on)}."


def _wrote_sentence(sent_on: date, day_format: DayFormat) -> str:
    sentence = f"You wrote to them on {day_format.short(sent_on)}."
    if sent_on == day_format.today:
        sentence = "You sent them a message today."
    return f"{sentence} If that was about this, there's nothing more to send."


def _away_sentence(back_on: date, day_format: DayFormat) -> str:
    if back_on == day_format.today:
        return "They're back today, so give them a day to catch up."
    return f"They're away until {day_format.short(back_on)}, so leave it until then."


def _chain_sentence(judge: SituationJudge, step: Step) -> str:
    """Return the sentence of a chain step's reason.

    If the advice is to write to somebody else, it leaves out that a message to the step's recipient
    bounced. If a reply is still to send, it names the later day for a chase after the reply.
    """
    if (moved_to := judge.first_day_after_reply(step)) > step.earliest and judge.statement.awaits_reply:
        return f"{step.cause} Once you've answered, ask again from {judge.view.day_format.short(moved_to)}."
    is_for_recipient = judge.person_id == step.person_id
    return step.because if is_for_recipient else because(step.reason, judge.view.day_format)


def _other_absence_sentence(judge: SituationJudge) -> str:
    """Return a sentence that the absence of somebody else than the recipient changes nothing."""
    recipient, absent_person = (
        _name_or_default(judge, person_id, "") for person_id in (judge.person_id, judge.answers.person_id)
    )
    return f"You're waiting to hear from {recipient}, so {absent_person} being away changes nothing."


def permission_sentences(view: WorkspaceView, interview_id: str, person_id: str) -> tuple[str, ...]:
    """Return sentences to ask an agency's recruiter before thanking somebody, or to wait for the answer."""
    details, people = view.interview_details(interview_id), view.records.people
    name = one_line(view.name(details.agency_recruiter(people)))
    person_to_thank = one_line(view.name(person_id)) or "your interviewers"
    if details.lacks_recruiter:
        return (
            "You said that you go through a recruiter. Check with the recruiter before you thank"
            f" {person_to_thank}.",
        )
    if recruiter_before_thanks(details, people, person_id):
        return (f"Ask {name} first whether you may thank {person_to_thank} yourself.",)
    asked_on = permission_asked_on(details, people, person_id, view.today)
    if asked_on is None:
        return ()
    last_day_to_wait = view.calendar.add(asked_on, _BUSINESS_DAYS_FOR_PERMISSION)
    if last_day_to_wait <= view.today:
        return ()
    return (
        f"If you've asked {name} whether you may thank {person_to_thank} yourself, wait for the answer until"
        f" {view.day_format.full(last_day_to_wait)}. If you haven't, ask that first.",
    )


def _permission_first_sentences(judge: SituationJudge, ruling: Ruling) -> tuple[str, ...]:
    thanks = judge.thanks_now(ruling)
    if thanks is None or judge.asks_recruiter:
        return ()
    return permission_sentences(judge.view, thanks.interview_id, thanks.person_id)


def _thank_first_sentences(
    judge: SituationJudge, reason: ThankFirst, permission_first: tuple[str, ...]
) -> tuple[str, ...]:
    """Return sentences that the thank-you comes first, or `permission_first` if that comes before it."""
    name = _name_or_default(judge, reason.person_id, "the people you met")
    if judge.is_unwanted:
        withdraw_sentence = (
            "If you haven't told them yet that you're no longer interested, do that a day later."
        )
        return (*(permission_first or (f"Send {name} your thank-you first.",)), withdraw_sentence)
    if permission_first:
        return permission_first
    if reason.before_reply:
        return (f"Send {name} your thank-you first, and answer on the next business day.",)
    if judge.asks_recruiter:
        return ()
    is_earlier_round = reason.interview_id != judge.details.interview.interview_id
    thanks_noun = "your thank-you for the other interview" if is_earlier_round else "your thank-you"
    return (f"Send {name} {thanks_noun} before you ask for news.",)


def _facts_for_playbook(judge: SituationJudge) -> Mapping[str, str]:
    """Return the names and days that a sentence of the playbook may use; unknown ones are left out."""
    today, day_format = judge.view.today, judge.view.day_format
    unanswered = unanswered_messages(judge.details, today)
    next_step, decision_by, answer_by = judge.next_step, judge.decision_by, judge.answer_by
    back_on = judge.answers.back_on
    days = {
        "held_on": judge.details.interview.held_on,
        "decision_by": decision_by if decision_by and decision_by >= today else None,
        "answer_by": answer_by if answer_by and answer_by >= today else None,
        "back_on": back_on if back_on and back_on > today else None,
        "asked_on": max((touchpoint.sent_on for touchpoint in unanswered), default=None),
        "next_on": _next_message_day(judge, next_step),
    }
    conditions = {
        "unless_decision_by": days["decision_by"] is None,
        "unless_answer_by": days["answer_by"] is None,
        "while_away": back_on != today,
        "back_today": back_on == today,
    }
    thanks_to_ask_about = judge.thanks_to_ask_about
    goes_through_recruiter = RecordedFact.MAY_NOT_CONTACT in judge.situation.records
    person = _name_or_default(
        judge, judge.person_id, "the recruiter" if goes_through_recruiter else "your contact"
    )
    next_message = _next_message_phrase(judge, person)
    return {
        "organization": one_line(judge.details.interview.organization),
        "person": person,
        "manager": _name_or_default(judge, judge.person_id, "the hiring manager"),
        "recruiter": recruiter_name(judge) or "the recruiter",
        **({"next_message": next_message} if next_message else {}),
        **(
            {"unthanked": _name_or_default(judge, thanks_to_ask_about.person_id, "your interviewers")}
            if thanks_to_ask_about
            else {}
        ),
        **{name: day_format.short(day) for name, day in days.items() if day is not None},
        **{name: "" for name, holds in conditions.items() if holds},
    }


def _next_message_day(judge: SituationJudge, step: Step | None) -> date | None:
    """Return the day of the step's message if it is still to come; None if it is due, or if there is none."""
    if step is None or step.kind is StepKind.LET_GO:
        return None
    day = judge.first_day_after_reply(step)
    return day if day > judge.view.today else None


def _next_message_phrase(judge: SituationJudge, person: str) -> str:
    """Return a phrase for the next chase; '' if the chain has nothing more to send."""
    kind = judge.chain.kind if judge.chain else StepKind.STATUS_EMAIL
    if judge.calls_next and kind is not StepKind.LET_GO:
        return f"call {person} once"
    match kind:
        case StepKind.VOICEMAIL:
            return f"leave {person} a short voicemail"
        case StepKind.LET_GO:
            return ""
        case _:
            return f"send {person} a short, friendly email"


def _name_or_default(judge: SituationJudge, person_id: str, default: str) -> str:
    return one_line(judge.view.name(person_id)) or default


def _fill_in(sentence: str, facts: Mapping[str, str]) -> str:
    text = sentence.format_map(facts)
    return text[:1].upper() + text[1:]
