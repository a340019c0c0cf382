"""Which nouns one can count: one company, two companies, but no "an advice"."""

from .fragment_words import COUNTABLE, EVENTS, TAKES_A, with_s_ending, word_set

_COUNTABLE = (
    COUNTABLE
    | EVENTS
    | TAKES_A
    | word_set(
        """
    accident account accountant ad agency agenda agreement aim airport album analyst answer apartment api
    app approach area article assignment assistant association attitude award backlog bakery balance bank
    base batch bathroom bed bedroom benefit blog boat book boutique branch brand bridge brochure bug
    business cafe cafeteria camera campus candidate car career carer case catalog catalogue center centre
    channel charity chart check checklist chef church classroom clerk client clinic club
    cluster coach code-base codebase cohort college combination committee commute community competitor
    complaint component concept conflict contest contribution conversation cook cooperative corridor council country
    course crew crisis crm customer cycle dashboard deadline deal dealership decision deck degree demo
    department
    designer detail developer device difference diploma direction director discount dispute district
    division doctor document domain dose draft drawer dream drive-through drive-thru driver electrician
    email emergency employee employer engine engineer erp error estate event example exhibit exhibition
    expansion factory fair family farm fault feature field file firm fixture fleet floor forklift form
    foundation framework freezer fund future gallery game gap gateway goal greenhouse grill group guest
    guide gym habit hall handbook harvest head home hotel house idea image incident industry initiative
    institution instructor integration interface internship intersection invoice issue item job journal
    journey kindergarten lab laboratory lawsuit layout leader league ledger legacy lesson letter library
    licence
    license lighthouse line link list loan logo loop loyalty-program machine magazine majority manager
    market meal mechanic mentality mentor method microservice mill mindset minority miracle mission
    mistake mix mixture model module monolith mortgage motor museum neighborhood network newsletter novel
    nurse nursery occasion operator opinion option orchestra order organisation organization outage oven
    owner package page panel paper park part partner partnership path patient patrol payment percentage
    permit perspective pharmacy philosophy phone picture pipeline place plan plant playground plaza
    podcast pool portfolio position possibility potential practice premise preschool president price
    principal print prize problem process professor profile programme promotion proposal prospect
    prototype pump purpose question queue quota range rate ratio rebrand rebranding recipe record redesign
    reference region registry relationship release remodel renovation report request requirement residence
    resident resort result review rewrite rhythm risk road roadmap robot roof roster rota round routine salon
    sample scenario scheme school screening section sector segment seller sensor server session
    setting setup shelter site skill solution spa space spec spreadsheet sprint stage standard startup
    state station step stove strategy street strike structure student studio style subject subscription
    subsidiary suggestion summit supervisor supplier surgeon survey system table tactic target task
    teacher tech-stack technician technique template tenant tender terrace test theater theatre theme
    thesis ticket title tool-chain toolchain toolkit topic tour town tractor trade-show tradition trail
    trailer trainee transition tree trend trial trip turnaround tutorial type union unit university update upgrade
    refinery
    van variant vendor venue version vibe view village vineyard visa visit volunteer wage waiting-list
    waitlist wall warehouse webinar wedding window winery worker workflow workplace workshop zone
        """
    )
    | word_set(
        """
    accent acquisition actor actuator adapter adhesive advantage advert adviser advocate agent aide
    airline algorithm allergy alternative ambulance amplifier announcement anomaly antique appliance
    applicant appointment apron architect argument artisan artist aspect astronaut attachment attendant
    attendee auction auditor author authority backpack badge ball balloon band banker banner barber
    barrel barrier basket bathtub battery bead beginner belt bench benchmark beneficiary bestseller
    beverage bicycle bike binder biscuit blanket blazer blender blouse blueprint boiler bolt book
    bookcase booklet booth bottle bowl box boy bracket breeder briefing broker brother bucket bulb bundle
    bungalow bunker burger buyer cabin cabinet cadet cake calculator caller camp camper campsite
    cancellation candle canteen capsule caption car caravan caregiver carpenter carrier cart carton cartridge
    caseload cashier category caterer ceiling ceremony chair chairman chandelier chapter chef chemist
    chest child choir cigar cigarette cleaner clock cloud clue coaster coat cocktail coin colleague
    collector colony column columnist comb comedian compressor computer concert conclusion condition
    consultant consumer container contractor contributor controller convention copier cord correction
    costume cottage counselor county coupon cousin coworker crane crate creator creature credential
    creditor crib critic cube curator curtain curve cushion cutter cyclist dancer database daughter
    dealer deduction deed defect defendant defender degree dentist deposit desktop dessert detector
    device diagram dialect diary dictionary digit diplomat discrepancy disease dish dishwasher disorder
    dispenser distributor diver donation donor door dozen drawing drone dryer duct ecosystem editor
    educator election electrode elevator enclosure enemy engagement entertainer entrepreneur entry
    envelope episode equation escalator essay examiner exception experiment expert explanation extension
    eye facility farmer father faucet feather feeder fellow fence fertilizer festival fiance fighter
    figurine filter finding finger fingerprint firefighter fireplace firewall flag flashlight flaw flight
    floorplan florist flower flyer folder footnote forum fountain fraction fracture fragment framework
    fridge friend fundraiser furnace gap garage garden gardener garment gate gene generator genre giant
    gift girl giveaway gland glitch glove goat gown grant graph grievance grinder groomer grower guardian
    guideline guitar gutter handbag handler handout handrail handset hanger hat hazard header headlight
    headline headphone heater heel helicopter helmet helper hero hike hint hire historian hobby hole
    homeowner hook hose hostel hostess household hurdle hypothesis icon illness implant importer
    incentive inch indicator individual infant infection ingredient injury inmate inquiry insect
    inspector instruction instrument insurer intern interpreter intervention investigation investigator
    investor invoice island itinerary jacket janitor jar joiner journalist junction keepsake keyboard
    keyword kid kiosk kitten knee knife knob ladder lady lamp landlord language laptop lathe lawn lawyer
    leaflet
    leak learner lecture lecturer lens lesion lever librarian lifeguard listener listing litre loan lobby
    lobbyist locker locomotive loom lorry machinist magnet maker mall manual manufacturer manuscript
    marathon marker marketer mask mason meadow mechanism medal member merchant merger metric microphone
    microscope midwife migrant milestone miner minister missile mob molecule motel motorcycle mouse mover
    mower muffin mural mushroom musician nation needle negotiator neighbor nephew nerd newcomer newspaper
    niece nightclub nonprofit notebook notification novelty nutritionist objection observer obstacle
    offender officer ombudsman opponent orchard organism organizer ornament orphan outcome outlet outlier
    ovary oven painter painting pallet pamphlet parade paragraph paralegal paramedic parcel participant
    particle pastor patch patent pathway patient patron pattern peanut pedal peer penalty pencil pendant
    performer person personality pet petition pharmacist photographer physician pianist piece pill pillar
    pillow pilot pipe piston player playlist plow playoff plugin plumber poem poet pole poll pond portal
    portrait postcard poster pot potato practitioner prescription presenter priest printer prison
    prisoner probe procedure producer programmer projector proprietor prosecutor protocol province
    psychologist publisher pupil puppet puppy purchaser purifier purse puzzle query questionnaire quiz
    quote rack radiator ramp ranch rancher ranger rapper realtor rebate receipt receiver receptionist
    receptor recipient reconciliation recorder recruiter rectangle referee referral refrigerator refugee
    refund regulation regulator rehearsal remedy reminder renter reporter representative researcher
    reservation reservoir resignation resource retailer reviewer riddle river robe rocket rooftop
    roommate rope router rug ruler rumor runner sailor salesman sandwich satellite scaffold scanner scar
    scholar scholarship scientist scooter screw script sculpture seat secret secretary seed seminar
    senator sensor sentence sergeant setback settlement sewer shareholder shelf shelter ship shipment
    shirt shoe shopper shortage shortcut shower sidewalk signature singer sink sister skater sketch slide
    slot smile smartphone snack snippet socket soldier solicitor son song souvenir speaker specialist
    specification specimen spectator speech spokesperson spouse spreadsheet squad stadium staircase
    stakeholder stall statement statistic statue steak steward stool storm stove stranger stroller
    subcontractor subscriber substitute suburb subway summary superintendent supermarket supplement
    supporter surplus surveyor survivor suspect suspension sweater symbol symptom syndrome tablet tank
    teenager telescope tenant tent terminal tester textbook therapist thermostat thing thread threat
    threshold throat tile tire toddler toilet token tomato tool tooth topic tornado tourist towel tower
    toy trader trainer trait tram transaction transcript transducer transformer translator trap traveller
    tray treasurer treaty tree trench tribe trick trolley trooper trustee tube turbine tweet twin
    umbrella uncle undergraduate upgrade user utility vacancy valve variable variation vegetable verb
    verdict vessel vest veteran veterinarian victim viewer villa violation visitor voter voucher waiter
    waitress wallet warden wardrobe watchdog watershed weapon webcast weekday welder wheel wheelchair
    wholesaler widget wife winner wizard woman workbook workout workstation worm wrench writer yacht
        """
    )
    - word_set("business-development change")
)
"""Nouns that one can count, so that one alone needs an article."""
_MASS = word_set(
    """
    absenteeism access accountability accounting accuracy admin advertising advice agriculture ai air art
    attendance attention automation autonomy baking balayage banking beauty beer behavior behaviour
    billing bread brunch bullying butter call-handling care carpentry cash childcare chocolate churn
    cleaning clothing coaching coding coffee collaboration commission commitment communication compassion
    compensation compliance conduit confidence construction content cooking coordination coverage
    creativity credit culture-change curiosity custody cybersecurity data debt delivery dementia depth
    design detail development diplomacy discipline discovery dispatch distribution diversity documentation
    dough drywall e-commerce e-discovery ecommerce education effort electricity empathy endurance energy
    engineering equipment ergonomics ethics etiquette evidence excellence exercise experience expertise
    fairness farming fashion feedback finance fish fishing fitness fleet-management flexibility flextime
    flour flow
    food football fraud freedom freight fruit fun funding furniture gardening gas gear german golf
    governance grading grain growth guidance hair handoff happiness hardware health healthcare help
    heritage history homework honesty hospitality housing hr humor humour hygiene improvement inclusion
    income independence inflation influence information infrastructure innovation inspiration insurance
    intake integrity interest inventory irrigation it jewelry judgment justice kindness knowledge labor
    labour land landscaping language laundry law leadership learning legislation leisure lifting lighting
    literacy litigation logistics love loyalty luck luggage lumber lunch machinery mail maintenance
    management manufacturing marketing meat media medication medicine mentoring mentorship merchandise
    merchandising metal milk mobility money morale motivation mulch multitasking music nature negotiation
    news noise nursing nutrition onboarding orientation overtime ownership packaging paint paperwork
    parking passion patience pay payroll peace performance perseverance persistence philosophy phonics
    photography physics planning plumbing poetry policy-making politics pollution potential poverty power
    precision prep presence pressure pricing privacy procurement produce production productivity
    professionalism progress proof property psychology publicity punctuality purchasing quality racking
    rain reach reading realism rebar recognition recovery recruiting recruitment recycling reliability
    remote research resilience respect responsibility retail retention revenue rice rigging room rust
    safety salary sand sanitation satisfaction scaffolding scale scaling scheduling science scope seafood
    seating security seniority service sharing shipping shopping shrink
    shrinkage sleep snow soap software soil sourcing
    space speed sport stability staff staffing stamina stock storage storytelling strength stress
    structure stuff success supervision supply support sustainability talent tax teaching team-building
    teamwork tech technology telehealth telemedicine telemetry testing therapy time timing tooling tourism
    trade traffic training transparency transport transportation travel treatment triage trust tuition
    turnover uncertainty understanding upselling validation variety video vision volume waste water wealth
    weather welding welfare wellbeing wellness wine woodwork work workload writing yoga
    """
) - word_set("potential structure space policy-making philosophy")
"""Nouns that one can't count: they stand without an article."""
_MASS_ENDINGS = (
    "ing",
    "ness",
    "ism",
    "ics",
    "ology",
    "care",
    "ware",
    "work",
    "graphy",
    "iatry",
    "phobia",
    "ance",
    "ence",
    "cy",
    "ity",
    "tion",
    "ment",
    "ship",
)
_PLURALS = word_set("children feet kids media men people police staff teeth women youth")


def is_singular_count_noun(word: str) -> bool:
    """Whether a word is surely one thing that can be counted: "company", "mistake"."""
    return word in _COUNTABLE


def plural_of(noun: str) -> str:
    """Return the plural of a noun that can be counted, for one with a regular plural."""
    return with_s_ending(noun)


def needs_no_article(word: str) -> bool:
    """Whether a noun surely stands alone: a plural, or something that can't be counted."""
    plural = word.endswith("s") and not word.endswith(("ss", "us", "is"))
    return (
        plural
        or word in _PLURALS
        or word in _MASS
        or (word not in _COUNTABLE and word.endswith(_MASS_ENDINGS))
    )
