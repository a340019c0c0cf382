"""Looks for what makes a thank-you specific: a topic of the interview, an accomplishment, a wish for the job.

`required_facts` turns what is missing into findings. People word these in many ways, so each function looks
for a kind of sentence, by broad lists of words, and not for certain phrases. The lists grew with the labelled
messages in `tests/unit/messages`: a word is in a list because a message needed it there.

The functions are lenient: a good message that gets a finding does more harm than a thin one that gets none.
"""

import re
from collections.abc import Iterator, Sequence
from functools import lru_cache

from followup_core.messages.message_model import Facts

from .phrase_matcher import Span
from .tokenizer import END, Word, word_set, words

_MAX_WORDS_TO_TOPIC = 9
"""How many words after a word such as "about" or "how" are searched for the topic."""


_WORDS_BEFORE_A_TOPIC = word_set(
    "interested about how why seeing saw see watching watched hearing heard showing showed"
    " shown show said say"
    " saying mentioned mention mentioning told telling explained explaining explanation described"
    " describing description discussed discussing discussion tour walk walked walking visit visited"
    " visiting learning learned learnt way question point story comment remark idea plan plans candor"
    " honesty openness thoughts impressed struck loved liked enjoyed admired tasting demo session"
    " picturing thinking into on over around through meet meeting trying tried regarding"
    " passion interested work"
    " sharing shared"
)
"""Words after which a topic is named: "about the new ward", "enjoyed the tour"."""
_WORDS_OF_A_MEETING = word_set(
    "especially particularly you your yours we us our thank thanks enjoyed appreciated"
    " appreciate enjoy loved liked great good"
    " grateful pleasure fun conversation talk chat call tour visit struck impressed stayed stuck"
    " remember thinking keep kept wonderful nice lovely fascinating interesting helpful admired glad"
    " highlight"
)
"""Words that show that a sentence is about the meeting or the reader."""
_WORDS_WITHOUT_A_TOPIC = word_set(
    "excited enthusiastic thrilled passionate serious confident sure happy my care worried nervous based"
)
"""Words whose "about" is the candidate's own mood: "excited about"."""
_WORDS_AFTER_A_TOPIC = word_set("i my mine because")
"""Words with which a sentence turns to the candidate, so that no topic follows."""
_COMMON_WORDS = word_set(
    "a an the and or but to of in on at by for from with as that this these those it its is are was"
    " were be been being am has have had do does did will would could can may might should not no yes so"
    " very much more most also too really truly just still again all both each every any some one two"
    " three you your yours we us our they them their he she his her him who what when where which while"
    " how why if than then there here about into over up out off around through between during after"
    " before since until company companies organization organisation team teams position positions role"
    " roles job jobs opening opportunity opportunities department firm business employer candidate"
    " candidates vacancy place group interview interviews conversation discussion meeting meetings talk"
    " chat call time times day days week morning afternoon evening today yesterday tomorrow monday"
    " tuesday wednesday thursday friday saturday sunday january february march april june july august"
    " september october november december hour hours minutes minute process hiring timeline decision"
    " decide next step steps outcome result news update hear hearing heard learn learning learned know"
    " see seeing tell telling said mention discuss discussed talking speaking speak met meet working"
    " work works join joining look looking forward soon back experience experiences skills skill"
    " background qualifications abilities fit goals expectations needs need needed want requirements"
    " responsibilities duties mission values value culture vision success insights insight excellence"
    " commitment details information lot bit great good wonderful nice better thank thanks person people"
    " everyone everybody colleagues staff manager question questions possible available contribute"
    " contributing bring like love enjoyed pleasure well mr mrs ms dr interested interest taking took"
    " take giving gave give spoke zoom phone video new open future potential many first last offer"
    " things thing something anything everything way kind ways able excited considering consider"
    " considered application applying looks asked asks asking answer make makes made"
)
"""Words that any message after an interview may have."""
_WORDS_BEFORE_AN_ACCOUNT = word_set(
    "in at as while when during last since with for on after before over by under from if please"
)
"""Words that begin a sentence about the candidate or a request: "At my last school", "Please call"."""
_POLITE_WORDS = word_set(
    "dear hello letting warm welcome kind kindly regards sincerely best wishes respectfully generous"
    " hospitality friendly inspiring informative insightful chance privilege honor honour gratitude"
    " appreciation thoughtful engaging thorough strong sure certain confident number reach call email"
    " address phone cell reply contact hope further feel free absolutely wanted quick sincere cordially"
    " gratefully sending once attached resume proven closer hardworking dedicated eager keen"
    " enthusiastic professional passionate perfect ideal right fit excellent amazing fantastic awesome"
    " incredible truly honestly finding schedule busy taking inviting invite reading writing months"
    " month year years spending spent today tomorrow both another next well wishing becoming"
    " part growing career bringing wow everything"
    " beyond school hospital office clinic subject follow following interviewing face chatting let"
    " having"
)
"""Words of courtesy and of self-praise, which tell nothing about this interview."""
_UNSPECIFIC_WORDS = _COMMON_WORDS | _POLITE_WORDS
_SHORT_FORMS = word_set("mr mrs ms mx dr prof st no")
_WORDS_FOR_WISHES = word_set(
    "hope hoping hopeful hopefully wish want love would forward interested interest interests keen eager"
    " excited enthusiastic enthusiasm thrilled join joining jump dream chosen sold drawn appeal appeals"
    " appealing tempted tempting delighted honored honoured ready proud certain convinced suits"
)
"""Words of which one is in a sentence that says what the candidate wants."""
_WORDS_FOR_POLITE_WISHES = word_set(
    "thank answer provide send supply question questions hesitate appreciated enjoyed"
)
"""Words of wishes that are only polite: "please don't hesitate", "happy to answer questions"."""
_NO_ACCOMPLISHMENTS = word_set(
    "speed exceed proceed succeed breed hundred united limited detailed advanced related"
    " enjoyed liked loved wanted appreciated noticed learned learnt looked hoped wished talked discussed"
    " mentioned asked walked remembered thanked applied interviewed arrived missed realized realised"
    " believed needed tried laughed smiled listened stayed visited received watched admired sensed"
    " promised waited attended called emailed expected intended agreed attached enclosed valued entered"
    " wondered welcomed travelled traveled interested excited impressed struck pleased delighted"
    " thrilled honored honoured inspired convinced indeed need feed seed skilled qualified experienced"
    " motivated dedicated committed prepared reached contacted addressed moved touched surprised amazed"
    " determined disappointed obliged humbled privileged fascinated encouraged overwhelmed reminded"
    " based involved considered mixed shared explained described concerned allowed required located used"
    " guaranteed"
)
"""Words that look like a past form and tell of no accomplishment: "hundred", "enjoyed", "interested"."""
_IRREGULAR_PAST_FORMS = word_set(
    "led built ran cut wrote written taught grew grown set sold won brought kept rebuilt drew drove"
    " gave held oversaw spent stood swept dealt put caught fixed paid bought made did took began chose"
    " flew redid rewrote shipped fought sent sang split rose lent swam spoke hit shot broke bred dug fed"
    " had beat bound wound wove withstood undertook overcame proved proven done run overhauled"
)
"""Past forms without -ed that tell of an accomplishment after "I" or "we"."""
_PAST_FORMS_WITHOUT_I = _IRREGULAR_PAST_FORMS | word_set(
    "went came fell rose grew became got lost passed left moved reached scored"
)
"""Past forms whose subject may be something else: "waiting times fell", "my class grew"."""
_WORDS_BEFORE_THE_VERB = word_set(
    "have had has also once later even then never always myself successfully personally first recently"
    " just already both often usually been ve was were am is are would single handedly finally currently"
    " now still regularly typically"
)
"""Words between "I" and the verb: "I have since led"."""
_NUMBER_WORDS = word_set(
    "two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen"
    " eighteen twenty thirty forty fifty sixty seventy eighty ninety hundred hundreds thousand thousands"
    " million dozen dozens twice double doubled tripled halved percent decade years seasons"
)
"""Numbers in words, and words that count."""
_WORDS_THAT_EXCLUDE_AN_ACCOMPLISHMENT = word_set(
    "thank thanks appreciated appreciate enjoyed grateful reach reached call cell phone number"
    " available interview interviewed met meeting email spoke talked discussed"
)
"""Words of sentences about the interview or about how to reach the candidate."""
_WORDS_BEFORE_A_DATE = word_set(
    "january february march april may june july august september october november december the on at"
)
_ADDRESS = re.compile(r"[\w.+-]+@[\w.-]+|https?://\S+|\+?\(?\d(?:[ \t./()-]{0,3}\d){5,17}")


def names_a_topic(own_words: Sequence[Word], text: str, facts: Facts) -> bool:
    """Return whether a sentence names something from the meeting that fits no other interview."""
    known_words = _known_words(facts)
    addresses = _address_spans(text)
    return any(
        _has_topic(sentence, known_words) or _starts_with_detail(sentence, known_words, addresses)
        for sentence in _sentences(own_words)
    )


def tells_an_accomplishment(own_words: Sequence[Word], text: str) -> bool:
    """Return whether a sentence tells of something the candidate did, or gives a number for it."""
    addresses = _address_spans(text)
    return any(_has_accomplishment(sentence, addresses) for sentence in _sentences(own_words))


def tells_a_wish(own_words: Sequence[Word]) -> bool:
    """Return whether a sentence says what the candidate wants, beyond thanking and sending papers."""
    for sentence in _sentences(own_words):
        texts = {word.text for word in sentence}
        has_wish = not _WORDS_FOR_WISHES.isdisjoint(texts) or {"into", "this"} <= texts
        is_about_candidate = {"i", "me", "my"} & texts or sentence[0].text in (
            "hope",
            "hoping",
            "excited",
            "looking",
        )
        if has_wish and is_about_candidate and _WORDS_FOR_POLITE_WISHES.isdisjoint(texts):
            return True
    return False


def _address_spans(text: str) -> list[Span]:
    return [match.span() for match in _ADDRESS.finditer(text)]


def _sentences(own_words: Sequence[Word]) -> Iterator[list[Word]]:
    sentence: list[Word] = []
    for word in own_words:
        if word.text == "." and sentence and sentence[-1].text in _SHORT_FORMS:
            continue
        if word.text in END:
            if sentence:
                yield sentence
            sentence = []
        else:
            sentence.append(word)
    if sentence:
        yield sentence


def _has_topic(sentence: list[Word], known_words: frozenset[str]) -> bool:
    """Return whether a word that names a topic follows "about", "how" and the like."""
    texts = [word.text for word in sentence]
    if _WORDS_OF_A_MEETING.isdisjoint(texts):
        return False
    for index, word in enumerate(texts):
        if word not in _WORDS_BEFORE_A_TOPIC or (index and texts[index - 1] in _WORDS_WITHOUT_A_TOPIC):
            continue
        for next_word in texts[index + 1 : index + 1 + _MAX_WORDS_TO_TOPIC]:
            if next_word in _WORDS_AFTER_A_TOPIC:
                break
            if len(next_word) > 2 and next_word not in _UNSPECIFIC_WORDS and next_word not in known_words:
                return True
    return False


def _starts_with_detail(sentence: list[Word], known_words: frozenset[str], addresses: list[Span]) -> bool:
    """Return whether two words that are specific to this interview come before "I", "my" or "our"."""
    if sentence[0].text in _WORDS_BEFORE_AN_ACCOUNT:
        return False
    detail_count = 0
    for word in sentence:
        if word.text in ("i", "my", "our") or any(start <= word.start < end for start, end in addresses):
            break
        detail_count += len(word.text) > 2 and not (
            word.text in _UNSPECIFIC_WORDS or word.text in known_words
        )
    return detail_count >= 2


def _has_accomplishment(sentence: list[Word], addresses: list[Span]) -> bool:
    texts = [word.text for word in sentence]
    for index, word in enumerate(texts):
        if word in ("i", "we") and _starts_with_accomplishment(texts, index + 1):
            return True
    if not _WORDS_THAT_EXCLUDE_AN_ACCOMPLISHMENT.isdisjoint(texts):
        return False
    is_past_without_you = not {"you", "your"} & set(texts) and any(_is_past_form(word) for word in texts)
    if not ({"i", "my", "we", "our"} & set(texts) or is_past_without_you):
        return False
    if _has_number(sentence, addresses):
        return True
    return "my" in texts and is_past_without_you


def _is_past_form(word: str) -> bool:
    return word in _PAST_FORMS_WITHOUT_I or (
        len(word) > 4 and word.endswith("ed") and word not in _NO_ACCOMPLISHMENTS
    )


def _starts_with_accomplishment(texts: list[str], index: int) -> bool:
    """Return whether the words from `index` on are a past verb with an object, as in "once led a team"."""
    if texts[index : index + 1] == ["had"] and texts[index + 1 : index + 2] in (["him"], ["her"], ["them"]):
        return True
    while index < len(texts) and texts[index] in _WORDS_BEFORE_THE_VERB:
        index += 1
    if index >= len(texts) or texts[index] in _NO_ACCOMPLISHMENTS:
        return False
    if not (texts[index] in _IRREGULAR_PAST_FORMS or (len(texts[index]) > 3 and texts[index].endswith("ed"))):
        return False
    return any(word not in _COMMON_WORDS or word in _NUMBER_WORDS for word in texts[index + 1 :])


def _has_number(sentence: list[Word], addresses: list[Span]) -> bool:
    for index, word in enumerate(sentence):
        if any(start <= word.start < end for start, end in addresses):
            continue
        after_date = index > 0 and sentence[index - 1].text in _WORDS_BEFORE_A_DATE
        if word.text in _NUMBER_WORDS or (word.text[0].isdigit() and not after_date):
            return True
    return False


@lru_cache(maxsize=64)
def _known_words(facts: Facts) -> frozenset[str]:
    """Return the words of the names and of the role, which every message about this interview may have."""
    texts = (facts.name, facts.addressed_as, facts.organization, facts.role, facts.my_name)
    return frozenset(word.text for text in texts for word in words(text))
