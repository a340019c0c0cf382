"""Words that identify a line on a card, in the languages that the OCR model can read."""

import re

TITLE_WORDS = (
    # English
    r"manager|head|lead|leader|director|chief|officer|c[efotmi]o|chro|president|vice president|vp|founder|"
    r"owner|partner|principal|consultant|advis[oe]r|analyst|engineer|developer|designer|architect|scientist|"
    r"researcher|recruiter|recruiting|recruitment|talent|sourcer|specialist|coordinator|assistant|associate|"
    r"administrator|supervisor|professor|lecturer|dean|editor|producer|nurse|physician|attorney|counsel|"
    r"accountant|controller|buyer|planner|representative|secretary|teacher|trainer|technician|"
    # German
    r"\w*leiter(?:in)?|\w*leitung|gesch[aä]ftsf[uü]hr\w*|gesch[aä]ftsleit\w*|\w*referent(?:in)?|"
    r"\w*berater(?:in)?|\w*entwickler(?:in)?|\w*ingenieur(?:in)?|vorstand\w*|\w*sachbearbeiter(?:in)?|"
    r"\w*beauftragte[rn]?|inhaber(?:in)?|prokurist(?:in)?|dozent(?:in)?|\w*wissenschaftler(?:in)?|"
    # French
    r"directeur|directrice|responsable|charg[eé]e?|chef|cheffe|ing[eé]nieure?|conseill[eè]re?|g[eé]rante?|"
    r"d[eé]veloppeu(?:r|se)|recruteu(?:r|se)|pr[eé]sidente?|adjointe?|"
    # Spanish, Portuguese, Italian, Romanian
    r"directora?|gerente|jef[ea]|ingenier[oa]|t[eé]cnic[oa]|analista|coordinador[a]?|consultora?|"
    r"diretora?|coordenadora?|engenheir[oa]|chefe|gestora?|direttore|direttrice|responsabile|ingegnere|"
    r"addett[oa]|consulente|capo|amministratore|inginer[aă]?|specialist[aă]?|"
    # Dutch, Scandinavian, Finnish
    r"hoofd|adviseur|medewerker|bestuurder|direkt[oø]r|leder|r[aå]dgiver|r[aå]dgivare|\w*chef|ansvarig|"
    r"utvecklare|ingenj[oö]r|konsulent|konsult|\w*johtaja|\w*p[aä][aä]llikk[oö]|\w*asiantuntija|"
    # Polish, Czech, Hungarian, Turkish
    r"dyrektor|kierownik|specjalista|specjalistka|prezes|in[zż]ynier|[rř]editelka?|vedouc[ií]|jednatel|"
    r"mana[zž]erka?|igazgat[oó]|vezet[oő]|m[eé]rn[oö]k|m[uü]d[uü]r\w*|uzman\w*|y[oö]netici\w*|m[uü]hendis\w*"
)
TITLE = re.compile(rf"(?<![\w@.])(?:{TITLE_WORDS})(?![\w@])", re.IGNORECASE)
TITLE_EAST = re.compile(
    "经理|經理|总监|總監|主任|工程师|工程師|总裁|總裁|董事|专员|專員|顾问|顧問|主管|"
    "部長|課長|係長|社長|取締役|担当|マネージャー|エンジニア|ディレクター"
)

# Not the list in `legal_forms`: on a card, capitals and dots tell a legal form from a word.
LEGAL_FORMS = re.compile(
    r"(?<![\w])(?:g?GmbH|mbH|AG|SE|KGa?A?|OHG|UG|e\.\s?V\.|e\.\s?G\.|Inc\.?|LLC|L\.L\.C\.|LLP|Ltd\.?|Limited|"
    r"PLC|plc|Corp\.?|Corporation|Company|Pty|Pvt|S\.?A\.?S\.?|S\.?A\.?R\.?L\.?|S\.\s?A\.?|SA|"
    r"S\.\s?L\.?U?\.?|SL|S\.\s?p\.\s?A\.?|SpA|S\.\s?r\.\s?l\.?|Srl|B\.\s?V\.?|BV|N\.\s?V\.?|NV|AB|A/S|ASA?|ApS|"
    r"Oy|Oyj|Sp\.\s?z\s?o\.\s?o\.?|S\.?R\.?O\.?|s\.\s?r\.\s?o\.?|a\.\s?s\.?|A\.Ş\.?|A\.S\.?|Kft\.?|Zrt\.?|"
    r"Nyrt\.?|d\.\s?o\.\s?o\.?|Ltda\.?|Lda\.?|S\.R\.L\.)(?![\w])"
)
COMPANY_WORDS = re.compile(
    r"\b(?:university|universit\w+|hochschule|college|school|institute?|instituto|istituto|hospital|klinik\w*|"
    r"clinic|bank|foundation|stiftung|fondation|group|holding|verein|ministry|ministerium|agency|agentur|"
    r"museum|council|association|society|laborator\w+|labs?|studios?|consulting|solutions|technologies|systems)\b",
    re.IGNORECASE,
)
COMPANY_WORDS_EAST = re.compile("有限公司|公司|集团|集團|株式会社|合同会社|有限会社|大学|银行|銀行|医院")

FAX_WORDS = re.compile(r"(?:\b|^)(?:tele)?fax|(?:^|[\s|•·/,;])f(?:\s*[:.]|\s+(?=[+(\d]))", re.IGNORECASE)
DEGREES = re.compile(
    r"(?:,\s*|\s+)(?:ph\.?\s?d|m\.?b\.?a|m\.?sc|b\.?sc|m\.?a|b\.?a|ll\.?m|shrm-\w+|phr|sphr|cpa|cfa|pmp|"
    r"md|jd|esq|mag|dipl\.?[ -]?ing)\.?(?=$|,|\s)",
    re.IGNORECASE,
)
ADDRESS_WORDS = re.compile(
    r"\b(?:str(?:asse|aße|eet|\.)|\w+(?:strasse|straße|weg|platz|allee|gasse|gatan|straat|laan|utca)|"
    r"avenue|ave\.?|road|rd\.?|lane|drive|boulevard|blvd|rue|calle|via|piazza|plaza|rua|ulica|ul\.|suite|"
    r"floor|p\.?o\.? box|building|cedex)\b",
    re.IGNORECASE,
)

FREE_MAIL_PROVIDERS = frozenset(
    [
        *("gmail", "googlemail", "outlook", "hotmail", "live", "yahoo", "icloud", "me", "aol", "gmx", "web"),
        *("mail", "proton", "protonmail", "posteo", "free", "orange", "wanadoo", "libero", "qq", "163"),
        *("126", "yandex", "seznam", "wp", "onet", "interia"),
    ]
)
"""Domain names of email providers, which tell nothing about an employer."""
