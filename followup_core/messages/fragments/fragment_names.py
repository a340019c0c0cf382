"""Gives capitals to names that are often typed in lower case: months, languages, programs, people."""

from collections.abc import Sequence
from types import MappingProxyType

from .fragment_words import ADJECTIVES, COMMON_NOUNS, VERBS, word_set
from .noun_countability import is_singular_count_noun

_NAMES = """
January February April June July August September October November December Sept Monday Tuesday Wednesday
Thursday Friday Saturday Sunday Mondays Tuesdays Wednesdays Thursdays Fridays Saturdays Sundays Easter
Ramadan Diwali Hanukkah Afrikaans Albanian Amharic Arabic Bengali Bulgarian Cantonese Catalan Chinese
Croatian Czech Danish Dutch Farsi Filipino Finnish Greek Gujarati Haitian Hebrew Hindi Hungarian Igbo
Indonesian Japanese Korean Latin Lithuanian Malay Nepali Norwegian Pashto Persian Portuguese Punjabi Romanian
Russian Serbian Slovak Somali Swahili Swedish Tagalog Tamil Telugu Thai Turkish Ukrainian Urdu Vietnamese
Yoruba Zulu Armenian Burmese Creole Dari Estonian Hmong Icelandic Kannada Kazakh Khmer Kurdish Latvian
Malayalam Marathi Mongolian Oromo Quechua Samoan Shona Sinhala Slovenian Tigrinya Tongan Twi Uzbek Wolof
Xhosa ASL African Asian Australian Brazilian British Canadian Irish Italian Mexican Nigerian Scottish
Hispanic Latino Africa America Asia Australia Austria Bangladesh Belgium Brazil Britain Canada Colombia Cuba
Denmark Egypt England Ethiopia Europe Finland France Germany Ghana Greece Haiti Hungary India Indonesia
Ireland Israel Italy Japan Kenya Korea Mexico Morocco Nepal Netherlands Nigeria Norway Pakistan Peru
Philippines Poland Portugal Romania Russia Scotland Spain Sweden Switzerland Taiwan Thailand Ukraine
Venezuela Vietnam Wales Alabama Alaska Arizona Atlanta Austin Baltimore Berlin Boston Brooklyn California
Chicago Cleveland Colorado Connecticut Dallas Delaware Denver Detroit Dublin Edinburgh Florida Glasgow Hawaii
Houston Idaho Illinois Indiana Iowa Kansas Kentucky London Louisiana Madrid Maine Manchester Manhattan Manila
Maryland Massachusetts Miami Michigan Milwaukee Minneapolis Minnesota Mississippi Missouri Montana Montreal
Mumbai Nashville Nebraska Nevada Ohio Oklahoma Oregon Ottawa Paris Pennsylvania Philadelphia Pittsburgh
Portland Sacramento Seattle Tampa Tennessee Texas Tokyo Toronto Utah Vancouver Vermont Warsaw Wisconsin
Wyoming Airtable Amazon Android Asana AutoCAD AWS Azure BIM BigQuery Canva COBOL Confluence Django Docker
Etsy Facebook Figma GitHub GitLab Google HubSpot Instagram iPhone JavaScript Java Jenkins Jira Kafka Kanban
Kotlin Kubernetes Linux MATLAB Medicaid Medicare Microsoft MySQL Netflix NetSuite Nike PHP Photoshop
Pinterest Postgres PostgreSQL PowerPoint PyTorch Python QuickBooks Revit Salesforce SAP Shopify Splunk
Spotify SQL Tableau TensorFlow TikTok Toyota Trello TypeScript Uber Walmart WhatsApp WordPress
Workday YouTube Zendesk
LinkedIn Michelin Montessori Snowflake Dentrix ADHD COVID AI API APIs CAD CEO CFO CNC COO CPA CPR CRM CRO CTO
DevOps EHR EMR ERP ESL FDA GAAP GDPR GIS HIPAA HR HVAC IFRS KPI KPIs ACLS BLS BambooHR CDL CNA CT ECG EKG
EPA ER MRI ServSafe ESG ETL
FMEA GCP GMP HACCP ICU IEP IEPs IoT ISO LMS LPN MIG NDA NDAs NICU OKR OKRs OTIF PPE RFP RFPs ROI SDS SLA SLAs
SOP SOPs TIG WMS LGBTQ MBA NHS OSHA PCR PhD PLC POS PTO QA SaaS SEO SSO UI UK USA UX VAT VP VPN Ofsted GCSE
GCSEs CCTV SIA BIM CPAP EKGs IVs PICU PACU HRIS LIMS MRP OEM PLCs POs RN RNs SKU SKUs UPS VFX
B2B B2C X-ray X-rays Chromebook Chromebooks Q1 Q2 Q3 Q4
"""
PROPER_NAMES = MappingProxyType({name.lower(): name for name in _NAMES.split()})
"""Names by their spelling in lower case; none is likely to be another word."""

_AMBIGUOUS = word_set(
    "cypress epic excel march may outlook polish react rust slack swift target toast unity zoom"
)
_ORGANIZATION_WORDS_ALSO_COMMON = word_set(
    """
    angel apple baker basil bell black blue bridge bright brown capital case cash center chance cherry
    chip city clay coast county creek cross crown crystal dale dawn dean drew east faith field first
    forest fountain frank ginger global golden grace granite grant gray green grey grove guy harbor
    harbour hill honey house iron joy king lake lane lily main major maple max may metro miles mill moon
    noble north oak ocean orange page park peak pearl pine post power powers price prime ray red rich
    ridge ring river rock rose ruby sage sharp silver south spring star state stone summer summit sunny
    swift target united valley village walker west white will winter wise wood world
    """
)
"""First words of organizations' names that are as often ordinary words: "the harbor", "green tea"."""
_PLACES = word_set(
    "aurora bath boulder buffalo china concord cork jersey nice phoenix providence reading stockton turkey"
)
"""Places that are also words; only "in", "from" or "to" before one shows a place."""
_WORDS_BEFORE_A_MONTH = word_set(
    "by during early every from in late last mid next of since this through till until"
)
_WORDS_BEFORE_A_TOOL = word_set(
    "chose choose choosing in into know knows learn learning love of to use used uses using with write"
)
_WORDS_BEFORE_A_LANGUAGE = word_set("fluent in into know knows learn native of speak speaking speaks to")
_WORDS_BEFORE_A_VERB = word_set("and can could i it may must not that they to we which who will would you")
_WORDS_AFTER_EXCEL = word_set(
    "analysis file files formulas macros models pivot sheet sheets skills spreadsheets"
)


def with_capitals(words: Sequence[str]) -> list[str]:
    """Return the words, with a capital where the neighbors show a name: "in March", "speaks Polish"."""
    lowercase_words = [word.lower().strip("“”\"'().,;:!?") for word in words]
    return [
        word[:1].upper() + word[1:]
        if lowercase_words[index] in _AMBIGUOUS | _PLACES
        and word.islower()
        and _is_name(lowercase_words, index)
        else word
        for index, word in enumerate(words)
    ]


def _is_name(words: Sequence[str], index: int) -> bool:
    previous_word = words[index - 1] if index else ""
    next_word = words[index + 1] if index + 1 < len(words) else ""
    match words[index]:
        case "march" | "may":
            return (
                previous_word in _WORDS_BEFORE_A_MONTH
                or next_word[:1].isdigit()
                or previous_word[:-2].isdigit()
            )
        case "polish":
            is_spoken = previous_word in _WORDS_BEFORE_A_LANGUAGE or (
                previous_word == "and" and _is_language(words[index - 2])
            )
            return (
                is_spoken
                or len(words) == 1
                or next_word in ("and", "customers", "clients", "speaking", "market")
            )
        case "excel":
            return (
                previous_word not in _WORDS_BEFORE_A_VERB
                or next_word in _WORDS_AFTER_EXCEL
                or (previous_word == "and" and not next_word)
            )
        case place if place in _PLACES:
            return previous_word in ("in", "from", "near", "to") and (
                not next_word or next_word in _WORDS_AFTER_A_PLACE
            )
        case "target":
            return previous_word == "at" and next_word not in ("of", "for")
        case "outlook":
            return previous_word in _WORDS_BEFORE_A_TOOL and previous_word != "of"
        case _:
            return len(words) == 1 or (
                previous_word in _WORDS_BEFORE_A_TOOL
                and (previous_word not in ("of", "with") or not next_word)
            )


_WORDS_AFTER_A_PLACE = word_set("and at but for in last next on or this to when where with")


def _is_language(word: str) -> bool:
    return word in PROPER_NAMES or word in ("english", "spanish", "french", "german", "italian", "mandarin")


def with_names(text: str, names: Sequence[str]) -> str:
    """Return a text in which the names on record have the spelling on record.

    A whole name is corrected wherever it is. The first word of a longer name is also corrected if it stands
    alone, unless it is a common word or follows "the".

    Args:
        text: What was typed, tidied.
        names: Names as they are on record: the organization, the person.
    """
    for name in names:
        if not name or name.islower():
            continue
        shown_name = name[4:] if name.startswith("The ") else name
        text = _with_name_spelled(text, shown_name.split(), after_the=shown_name != name)
        first_word = shown_name.split()[0] if " " in shown_name else ""
        if len(first_word) > 3 and first_word.isalpha():
            text = _with_name_spelled(text, [first_word])
    return text


def _with_name_spelled(text: str, name: Sequence[str], *, after_the: bool = False) -> str:
    words = text.split(" ")
    lowercase_name = [word.lower() for word in name]
    for start in range(len(words) - len(name) + 1):
        part = words[start : start + len(name)]
        without_end_marks = [*part[:-1], part[-1].rstrip(",.;:!?")]
        possessive_ending = "'s" if without_end_marks[-1].endswith(("'s", "’s")) else ""
        bare_words = [
            *without_end_marks[:-1],
            without_end_marks[-1][:-2] if possessive_ending else without_end_marks[-1],
        ]
        if bare_words != lowercase_name or bare_words == list(name):
            continue
        previous_word = words[start - 1].lower() if start else ""
        is_one_word = len(name) == 1 and not (after_the and previous_word == "the")
        if is_one_word and (
            previous_word in ("a", "an", "any", "the", "this", "your") or _is_common_word(bare_words[0])
        ):
            continue
        end_marks = part[-1][len(bare_words[-1]) :]
        words[start : start + len(name)] = [*name[:-1], name[-1] + end_marks]
    return " ".join(words)


def _is_common_word(word: str) -> bool:
    is_listed = (
        word in VERBS or word in ADJECTIVES or word in COMMON_NOUNS or word in _ORGANIZATION_WORDS_ALSO_COMMON
    )
    return is_listed or is_singular_count_noun(word)  # the "sister hotel" of Hotel Carrick
