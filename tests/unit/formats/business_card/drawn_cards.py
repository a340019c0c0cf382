"""Cards drawn for tests: what each says, how it is laid out, and what a camera makes of it."""

import io
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from random import Random

from fontTools.ttLib import TTFont
from PIL import Image, ImageDraw, ImageFilter, ImageFont

from followup_core.formats.business_card.contact import ContactDetails
from followup_core.formats.pdf.fonts import covered_chars, font_file

SIZE = (1050, 600)
CardFont = ImageFont.FreeTypeFont


@dataclass(frozen=True, slots=True, kw_only=True)
class Card:
    """One card: what it says, the country it is from, its layout, and its lines besides."""

    says: ContactDetails
    country: str
    layout: str
    besides: tuple[str, ...] = ()
    printed_name: str = ""
    printed_phone: str = ""

    @property
    def name_line(self) -> str:
        return self.printed_name or self.says.name

    @property
    def contact_lines(self) -> tuple[str, ...]:
        profile = self.says.linkedin_url.removeprefix("https://www.")
        phone = self.printed_phone or (f"Tel. {self.says.phone}" if self.says.phone else "")
        return tuple(filter(None, (phone, self.says.email, profile, *self.besides)))


@cache
def _file(name: str) -> bytes:
    font = TTFont(font_file(name))
    font.flavor = None
    out = io.BytesIO()
    font.save(out)
    return out.getvalue()


@cache
def font(size: int, *, bold: bool = False, east: bool = False) -> CardFont:
    """Return letters of a size; there are bold ones of the west only."""
    name = "DroidSansFallback" if east else "NotoSans-Bold" if bold else "NotoSans-Regular"
    return ImageFont.truetype(io.BytesIO(_file(name)), size)


def _font_for(text: str, size: int, bold: bool) -> CardFont:
    west = covered_chars("NotoSans-Regular")
    return font(size, bold=bold, east=any(ord(char) not in west for char in text))


def drawn(card: Card) -> Image.Image:
    ground, ink = ("#14324a", "white") if card.layout == "dark" else ("#fdfcf8", "#1b1b1b")
    picture = Image.new("RGB", SIZE, ground)
    pen = ImageDraw.Draw(picture)
    texts = ((card.name_line,), (card.says.title,), (card.says.organization,), card.contact_lines)
    for place, lines in zip(_LAYOUTS[card.layout], texts, strict=True):
        for row, line in enumerate(lines):
            font_used = _font_for(line, place.size, place.bold)
            at = (place.left, place.top + row * place.step)
            pen.text(at, line, ink, font_used, anchor=place.anchor)
    return picture


@dataclass(frozen=True, slots=True, kw_only=True)
class Place:
    """Where a text stands and how large it is; `step` is how far below it the next line begins."""

    left: int
    top: int
    size: int
    bold: bool = False
    anchor: str = "la"
    step: int = 0


_LEFT = (
    Place(left=60, top=50, size=52, bold=True),
    Place(left=60, top=125, size=32),
    Place(left=60, top=185, size=36, bold=True),
    Place(left=60, top=285, size=28, step=48),
)
_LAYOUTS = {
    "left": _LEFT,
    "dark": _LEFT,
    "centred": (
        Place(left=525, top=140, size=46, bold=True, anchor="ma"),
        Place(left=525, top=210, size=28, anchor="ma"),
        Place(left=525, top=40, size=40, bold=True, anchor="ma"),
        Place(left=525, top=300, size=27, anchor="ma", step=46),
    ),
    "columns": (
        Place(left=50, top=300, size=40, bold=True),
        Place(left=50, top=365, size=25),
        Place(left=50, top=60, size=34, bold=True),
        Place(left=560, top=300, size=24, step=44),
    ),
    "right": (
        Place(left=990, top=60, size=46, anchor="ra"),
        Place(left=990, top=130, size=27, anchor="ra"),
        Place(left=990, top=520, size=34, bold=True, anchor="ra"),
        Place(left=990, top=220, size=27, anchor="ra", step=46),
    ),
}
"""Where each layout has the name, the title, the organization and the lines of contact."""


def _card(country: str, layout: str, *said: str, besides: Sequence[str] = (), **printed: str) -> Card:
    name, title, organization, email, phone, profile = said
    address = f"https://www.linkedin.com/in/{profile}" if profile else ""
    says = ContactDetails(
        name=name, title=title, organization=organization, email=email, phone=phone, linkedin_url=address
    )
    return Card(says=says, country=country, layout=layout, besides=tuple(besides), **printed)


LATIN = (
    _card("DE", "left", "Dr. Jörg Müller-Özdemir", "Leiter Personalentwicklung", "Weiße Straße GmbH & Co. KG",
          "j.mueller@weisse-strasse.example", "+49 30 901820-14", "joerg-mueller",
          besides=["Lindenallee 4, 10115 Berlin"]),
    _card("US", "centred", "Dana Ruiz", "Head of Data Platform", "Acme Robotics, Inc.",
          "dana.ruiz@acmerobotics.com", "+1 212 555 0142", "dana-ruiz",
          besides=["350 Fifth Avenue, New York, NY 10118"]),
    _card("FR", "columns", "Éloïse Lefèvre", "Responsable du recrutement", "Boulangerie Nationale S.A.S.",
          "e.lefevre@boulangerie-nationale.fr", "+33 1 42 68 53 00", "",
          besides=["12 rue de l'Église", "75008 Paris"]),
    _card("ES", "left", "José Ángel Núñez", "Director de Ingeniería", "Viñedos del Sur S.L.",
          "jangel@vinedosdelsur.es", "+34 912 34 56 78", "joseangelnunez"),
    _card("PL", "centred", "Łukasz Wiśniewski", "Kierownik Projektów", "Północ Sp. z o.o.",
          "lukasz.wisniewski@polnoc.pl", "+48 22 123 45 67", "", besides=["ul. Długa 7, Gdańsk"]),
    _card("CZ", "right", "Šárka Dvořáková", "Ředitelka nákupu", "Řeka s.r.o.",
          "dvorakova@reka.cz", "+420 224 123 456", "sarka-dvorakova"),
    _card("TR", "left", "Ayşe Yılmaz", "İnsan Kaynakları Müdürü", "Güneş Enerji A.Ş.",
          "ayse.yilmaz@gunesenerji.com.tr", "+90 212 345 67 89", ""),
    _card("SE", "columns", "Åsa Björkström", "HR-chef", "Norrsken AB",
          "asa@norrsken.se", "+46 8 123 456 78", "asabjorkstrom"),
    _card("DK", "dark", "Søren Kjær", "Rådgiver", "Øresund A/S",
          "sk@oresund.dk", "+45 33 12 34 56", "", besides=["Vesterbrogade 1, København"]),
    _card("IT", "right", "Niccolò Bianchi", "Responsabile Risorse Umane", "Officine Città S.p.A.",
          "n.bianchi@officinecitta.it", "+39 02 1234 5678", "niccolo-bianchi"),
    _card("PT", "left", "João Conceição", "Gestor de Projetos", "Navegação Lda.",
          "joao@navegacao.pt", "+351 21 123 4567", ""),
    _card("NL", "dark", "Maartje van der Berg", "Senior Recruiter", "Waterland B.V.",
          "m.vanderberg@waterland.nl", "+31 20 123 4567", "maartje-van-der-berg"),
    _card("GB", "columns", "Siobhán O’Neill", "Talent Acquisition Partner", "Harbour & Vale Ltd",
          "siobhan.oneill@harbourvale.co.uk", "+44 20 7946 0018", "", besides=["www.harbourvale.co.uk"]),
    _card("US", "right", "Priya Raghunathan", "Staff Software Engineer", "Lumen Analytics",
          "priya@lumenanalytics.io", "+1 415 555 0132", "praghunathan", besides=["lumenanalytics.io"]),
    _card("HU", "centred", "Kovács Győző", "Vezető mérnök", "Tűzhely Kft.",
          "kovacs.gyozo@tuzhely.hu", "+36 1 234 5678", ""),
    _card("RO", "left", "Ștefan Țurcanu", "Inginer software", "Brașov Soft S.R.L.",
          "stefan.turcanu@brasovsoft.ro", "+40 21 123 4567", "stefan-turcanu"),
    _card("DE", "dark", "Anna Schmidt", "Geschäftsführerin", "Klarwerk",
          "schmidt@klarwerk.de", "+49 170 1234567", "",
          printed_name="ANNA SCHMIDT", printed_phone="M +49 170 1234567"),
    _card("CH", "columns", "Reto Zürcher", "Senior Consultant", "Alpenblick AG",
          "reto.zuercher@alpenblick.ch", "+41 44 668 18 00", "",
          printed_phone="T +41 44 668 18 00 | F +41 44 668 18 01"),
    _card("US", "left", "Marcus Webb", "Professor of Statistics", "Hudson Valley University",
          "mwebb@hvu.edu", "+1 845 555 0170", "",
          printed_name="Marcus Webb, PhD", printed_phone="(845) 555-0170"),
)  # fmt: skip
EAST = (
    _card("CN", "left", "王小明", "人力资源经理", "北京晨光科技有限公司",
          "wang.xm@chenguang.cn", "+86 10 6552 9988", ""),
)  # fmt: skip
UNSEEN = (
    _card("US", "columns", "Keisha Thompson-Bell", "VP, Talent & Culture", "Northlight Health",
          "kthompsonbell@northlighthealth.org", "+1 617 555 0198", "keishatb",
          besides=["20 Beacon Street, Floor 3", "Boston, MA 02108"]),
    _card("DE", "centred", "Friederike Grünwald", "Teamleiterin Softwareentwicklung", "Nordlicht Energie eG",
          "f.gruenwald@nordlicht-energie.de", "+49 40 3567 8901", "",
          besides=["Hafenstraße 12 · 20459 Hamburg"]),
)  # fmt: skip
"""Cards made after the rules, and kept aside from them."""
UNREAD = (
    _card("GR", "left", "Δημήτρης Παπαδόπουλος", "Διευθυντής Προσωπικού", "Αιγαίο Α.Ε.",
          "d.papadopoulos@aigaio.gr", "+30 21 0123 4567", "dimitris-papadopoulos"),
)  # fmt: skip
"""Cards whose letters the reader does not know: what is in Latin letters and digits is still there."""

CLEAN = LATIN[:1] + EAST + UNSEEN
ROUGH = LATIN[2:6]
"""The cards that are read as they are, and those that a hurried photo shows in each way."""


def as_png(picture: Image.Image) -> bytes:
    out = io.BytesIO()
    picture.save(out, "PNG")
    return out.getvalue()


def as_photo(picture: Image.Image) -> bytes:
    """Return a picture as a camera's file."""
    out = io.BytesIO()
    picture.save(out, "JPEG", quality=78)
    return out.getvalue()


def tilted(picture: Image.Image, degrees: float) -> Image.Image:
    """Return a card lying askew on a table."""
    table = Image.new("RGB", (picture.width + 300, picture.height + 300), "#6b5b4a")
    table.paste(picture, (150, 150))
    return table.rotate(degrees, Image.Resampling.BICUBIC, fillcolor="#6b5b4a")


def blurred(picture: Image.Image) -> Image.Image:
    """Return a card a little out of focus."""
    return picture.filter(ImageFilter.GaussianBlur(1.6))


def grainy(picture: Image.Image, chance: Random) -> Image.Image:
    """Return a card in poor light."""
    noise = Image.frombytes("L", picture.size, chance.randbytes(picture.width * picture.height))
    dim = picture.point(lambda value: int(value * 0.75))
    return Image.blend(dim, Image.merge("RGB", (noise, noise, noise)), 0.16)


def hurt(picture: Image.Image, number: int) -> Image.Image:
    """Return a card as a hurried photo shows it; each number in another way."""
    ways = (
        lambda: tilted(grainy(picture, Random(number)), -9),
        lambda: picture.rotate(180),
        lambda: blurred(tilted(picture, 4)),
        lambda: picture.rotate(90, expand=True),
    )
    return ways[number % len(ways)]()
