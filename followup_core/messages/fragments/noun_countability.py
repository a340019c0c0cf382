"""Lists the nouns that can be counted: one company, two companies, but not "an advice"."""

from .fragment_words import EVENTS, TAKES_A, word_set

_COUNTABLE = (
    EVENTS
    | TAKES_A
    | word_set(
        """
        accent accident account accountant ad adapter advantage agency agreement aide airline airplane
        airport alarm album allergy alternator ambulance animal anniversary antenna apartment api app
        applicant appointment apprentice approach aquarium architect archive area arena arrangement article
        artist assignment assistant athlete atmosphere attachment auction audit auditor auditorium author
        avenue award axle baby backlog badge bakery balance ballroom ban band bandage bank banner bar barber
        barrel barrier base basement basket batch bathroom battery bay beam bed bedroom beginner belt bench
        bid bike binder biopsy blade blanket blender blog blueprint board boardroom boat body boiler bolt
        bonus book bookshelf bookstore boot booth boss bottle bottleneck boutique bowl box boy bracket brake
        branch brand brewery brick bridge brochure broker brother browser bucket budget buffet bug building
        bulb bulletin bumper burner bus business button buyer buzzer cabinet cafeteria café cake calculator
        calendar caller camp campaign campus canal candidate caption car career carpenter carrier cart case
        caseload cashier casino castle catalog cathedral catheter ceiling center ceremony certificate chair
        challenge chance channel chapter character charger charity chart chatbot check checklist checkpoint
        chef chest child chimney choir chord church classroom cleaner clerk client cliff clinic clipboard
        clock closet cloud club cluster coach coast coat codebase collar colleague collection college column
        committee community commute company compartment competitor complaint component compound compressor
        computer concept concert condo conductor conference configuration conflict connection connector
        console consultant consumer container contest continent contract contractor contribution controller
        convention conversion converter conveyor cook cookbook cooperative copier corner correction corridor
        cottage couch council counselor counter country county courier course court courtroom courtyard
        cousin coworker crane creek crew crib criterion crm crop crowd cruise cubicle culture cupboard
        curriculum cursor curve cushion customer cycle dam dashboard database date daughter daycare deadline
        deal debate decade deck defect definition degree demo dentist department deposit depot desk
        destination detail detector device diagram dialect difference diner diploma director directory
        discount discussion dish dishwasher dispatcher display dispute distributor district dock doctor
        document dog domain donation donor door dorm dose dozen draft drawer drawing dream dress drill
        drive-through driver drone drum dryer ecosystem edge edition election electrician elevator embassy
        emblem emergency employee employer encounter endpoint engine engineer enterprise entrance entry
        envelope environment episode equation era erp error escalator essay estimate evaluation evening
        event exam example excavator executive exhibit exhibition exit expansion experiment expert expo
        extension factory faculty fair family fan farm farmer farmhouse father faucet feature fee fellowship
        fence festival field file filter finding finger firm flag flashlight fleet flight floor flower flyer
        folder forecast foreman forest forklift form format formula forum foundation fountain fraction frame
        framework franchise freeway freezer fridge friend function fund fundraiser funnel furnace fuse
        future gallery game gap garage garden garment gasket gate gateway gauge gearbox generator genome
        gift girder girl glove goal grader grant graph greenhouse grid grill grocer group guest guide
        guideline guitar gutter gym gymnasium habit habitat hall hammer handbook handoff handover hangar
        harness harvest hazard head headline headset heater hedge helicopter helmet helper herd hinge hire
        hobby hole holiday home homepage hook horse hose hospital hostel hotel hotline house hub hurdle
        hydrant hypothesis icon idea image implant incident incubator index indicator industry ingredient
        initiative injection inlet inspection inspector installation institute institution instructor
        instrument insurer interface intern internship interpreter intersection interval interviewer
        invention inverter investigation investor invoice island item itinerary jacket janitor jar jet job
        journal journey judge jury kettle keyboard kid kiln kindergarten kiosk kit kitchen knee knife lab
        laboratory ladder lady lamp landlord language lantern laptop laser lathe launch laundromat lawn
        lawyer layout leader leaf leaflet league leak learner lease lecture ledger legacy lens lesson letter
        lever librarian library lid lifeguard line link list lobby location locker loop lounge machine
        magazine magnet mailbox mailroom makeover mall manager mandate manual map marathon margin marina
        marker market mask mat matrix mattress mayor meal mechanic mechanism medal melody member memo
        mentality mentor menu merchant merger method metric microphone microscope microwave midwife
        migration milestone mill minister mirror mission mistake mix mixer model module molecule monastery
        monitor monolith monument mortgage motel motor motorcycle mountain mouse move mural muscle museum
        nail nation neighbor neighborhood nerve network newspaper niche node nonprofit notebook nozzle nurse
        nursery nut objective obstacle ocean office opera operation operator opinion opponent opportunity
        option orchard orchestra order organ organization orphanage outage outbreak outfit outlet outline
        oven owner package pad page palace pallet pan panel pantry paper parade paragraph parish park part
        partition partner partnership party passenger password patent path patient patio patrol pattern
        pavilion payment peak pedal pen penalty pension percentage perimeter permit person personality pet
        petition pharmacist pharmacy phase philosophy phone photo photographer phrase physician piano pickup
        picture piece pier pill pillow pilot pin pipe pipeline place plan planner plant plate platform
        player playground plaza plumber pocket podcast poem poet policy pond pool port portal portfolio
        portrait position possibility postcard poster pot practice prescription presentation president price
        principal print printer prison prize probe problem procedure process producer product professor
        profile program project projector promotion proposal protocol prototype province publication
        publisher pulley pump puppy purse puzzle quarry quarter queen question questionnaire quiz quota
        quote rack radar radiator radio railing railroad rally ramp ranch rate ratio reactor rebate rebrand
        receipt receiver receptionist recipe recorder recruiter reference referral refinery refrigerator
        region registry regulation regulator rehearsal relationship release reminder remodel renewal
        renovation rental report reporter repository reputation request requirement researcher reservoir
        residency resident restaurant restriction result retailer retreat review revision reward ribbon
        ridge rig ring ritual river road roadmap robot role rollout roof room rope roster rota row route
        router rug runway saddle salon sample sanctuary sandwich satellite scaffold scandal scanner scenario
        scene schedule scholar scholarship school schoolyard scientist scooter scoreboard screen screw
        script sculpture seam seat secret section sector segment seller seminar sensor sentence sequence
        server session setting setup shaft shareholder shed sheet shelf shelter shield ship shipment shirt
        shoe shop shortage shortcut shoulder showcase showroom sibling sidewalk signal signature silo
        simulation simulator singer sink siren sister site skeleton sketch skill sleeve slide slip slope
        slot smartphone smile sofa soldier solution son song spa space speaker spindle spine spotlight
        spouse spreadsheet squad stack stadium stage staircase stairwell stakeholder stamp standard state
        statement station statue steward stitch stockroom stool store storefront storm strap strategy stream
        street strike stroller structure student studio stylist subject subsidiary substitute suburb suit
        suitcase summit superintendent supermarket supervisor supplier surgeon survey surveyor sweater
        swimmer switch syllabus symptom syringe system table tablet tailor tank tanker target task tattoo
        tavern taxi teacher team technician telescope template temple tenant tender tent terminal terrace
        territory textbook theater theme therapist thermometer thermostat thesis thing thread threshold
        ticket tile timeline tire title toaster toddler toilet tool toolbox toolkit topic towel tower town
        toy tracker tractor tradition trail trailer trainee trainer tram transaction transcript transformer
        translator trap tray treadmill treasurer tree trench trend trial tribe trip trophy truck trunk tube
        tunnel turbine turnaround tutor tutorial type umbrella uncle uniform union unit university upgrade
        user vaccine valley valve van variable vault vehicle vein vendor venture venue verdict version
        vessel vest veteran vibe video view viewer villa village vineyard violin visa visitor volunteer
        voucher wagon waiter waitlist walkway wall wallet ward wardrobe warehouse warrant warranty washer
        webinar webpage website wedding weekend welder wheel wheelchair whiteboard widget wife window wing
        woman workbench workbook worker workflow workload workplace workshop workstation wrench wrist yard
        zone zoo
        """
    )
)
"""Countable nouns, which need an article in the singular."""


def is_singular_count_noun(word: str) -> bool:
    """Whether a word is surely a countable noun in the singular: "company", "mistake"."""
    return word in _COUNTABLE
