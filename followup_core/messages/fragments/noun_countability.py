"""Which nouns one can count: one company, two companies, but no "an advice"."""

from .fragment_words import EVENTS, TAKES_A, word_set

_COUNTABLE = (
    EVENTS
    | TAKES_A
    | word_set(
        """
        accent accident account accountant ad advantage agency agreement aide airport allergy ambulance
        apartment api app appointment architect area article assistant atmosphere audit auditor award
        backlog badge bakery balance band bank bar barber base batch battery bed bench bike blueprint boat
        boiler bonus book booth boss bottle box boy bracket branch brand bridge brother bucket budget bug
        building business buyer cabinet cafeteria cake calculator calendar caller camp candidate car
        career cart case caseload cashier catalog ceiling center chair challenge chance chart check
        checklist chef child choir church classroom cleaner client clinic clock cloud club coach coat
        codebase colleague college committee community commute company competitor complaint compressor
        computer concert conference conflict contest contract contractor cook cooperative council country
        county course cousin coworker crane crew crib crm culture customer cycle dashboard database
        daughter deadline deal deck degree dentist department deposit depot detail difference diploma
        director discount dish dishwasher district doctor domain door dose dozen drawer drawing dream
        drive-through driver dryer electrician elevator emergency employee employer engine engineer entry
        environment erp error exam example expansion experiment expert factory fair family farm farmer
        father feature fence festival field file filter finding finger firm flashlight fleet flight floor
        flower forklift form foundation freezer fridge friend fund future gap garage garden gate gift girl
        goal grant greenhouse grill group guest guide guitar gym habit hall harvest head helper hire hobby
        hole home hospital hotel house idea incident industry initiative inspector internship interpreter
        invoice island janitor job keyboard kid kindergarten kitchen knee knife lab laboratory ladder lady
        landlord language laptop lathe launch layout leader league leak learner ledger legacy lesson
        letter librarian library line link list lobby location locker loop machine magnet mall manager
        manual market mask meal mechanic mentality mentor menu merger method microscope midwife migration
        mill minister mission mistake mix model module monolith motor mouse move museum neighbor
        neighborhood network newspaper nonprofit notebook nurse nursery office operator opinion
        opportunity orchard order organization outage oven owner package page pallet panel paper park part
        partner path patient patrol pattern payment pension permit person personality pharmacist pharmacy
        philosophy phone picture piece pilot pipe place plan plant platform player playground plumber
        policy pool portfolio position possibility poster practice president price principal print printer
        prison prize problem procedure process product professor program project promotion pump question
        quota ramp rate ratio rebrand receptionist recipe reference region relationship release remodel
        renovation report reputation request resident restaurant result review river road roadmap robot
        role rollout roof rope roster rota route router salon sample scaffold scanner schedule school
        script seat secret section sector seller server setting setup shelf shelter ship shipment shop
        shortage sister site sketch skill slide smile solution son space speaker spreadsheet stack stage
        standard state station store storm street strike student studio subject substitute supervisor
        supplier surgeon survey system table tank target teacher team technician tenant tender tent
        territory theater thesis thing thread ticket tile tire title toddler toilet tool towel tower town
        tractor trail trailer trainee tram trap tray tree trip truck turnaround type uncle union unit
        university user valve van vehicle vendor version vibe view village vineyard visa visitor volunteer
        waiter wall ward warehouse website wedding welder wheel wheelchair wife window woman worker
        workplace workshop wrench yard
        """
    )
)
"""Nouns that one can count, so that one alone needs an article."""


def is_singular_count_noun(word: str) -> bool:
    """Whether a word is surely one thing that can be counted: "company", "mistake"."""
    return word in _COUNTABLE
