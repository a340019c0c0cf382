"""Word lists for the grammar of fragments: small, and of the words that people use about work."""

from types import MappingProxyType

VERBS = frozenset(
    """
    accept achieve act adapt add adjust administer advise agree aim analyze analyse answer appear apply
    appreciate approach argue arrange arrive ask assemble assess assign assist attend attract audit automate
    avoid bake balance be become begin believe belong blend boost bond book bounce break bring build bundle buy
    calculate call calm care carry catch challenge change charge chase chat check choose clean clear close coach
    code collaborate collect combine come communicate compare complete comply concentrate connect consider
    consult contact contribute control convert convince cook cooperate coordinate cope count cover create cut
    deal debug decide decrease dedicate defuse delegate deliver demonstrate deploy depend describe design
    develop diagnose direct discover discuss dispatch document double draft draw drive drop earn edit educate
    eliminate empathize encourage engage enjoy ensure establish evaluate examine exceed expand expect
    explain explore express face facilitate fall feed feel fight file fill find finish fit fix focus follow
    forget forgive form fulfill gain get give go greet grow guide halve handle happen hate have hear help hire
    hit hold hope host identify implement improve include increase influence inform innovate inspect inspire
    install integrate introduce invent invest involve join judge juggle keep know land launch lay lead learn
    leave let lift like listen live load look lose love lower maintain make manage map market master match
    matter measure mediate meet mentor merge migrate mind minimize model monitor motivate move multitask need
    negotiate notice nurse obtain offer open operate optimize order organize organise oversee own pack paint
    participate pay perform persevere persist persuade pick pilot place plan play prefer prepare present
    prevent prioritize prioritise process produce program promote protect prove provide publish purchase push
    put question quit raise reach read realize rebuild recall receive recognize recommend reconcile record
    recover recruit redesign reduce refer reject relate release rely remain remember renew reorganize repair
    replace reply report represent rescue research resolve respect respond rest restore restructure retain
    review rewrite ride rise rotate run save say scale schedule search see seek seem sell send serve set settle
    share ship show sign simplify sing sit sleep solve sort sound speak specialize spend split stand start
    stay stick stock stop streamline strengthen stretch study suggest suit supervise supply support survive
    take talk tackle taste teach tell test thank think thrive throw tolerate tour track trade train transfer
    transform translate travel treat triple troubleshoot trust try tutor turn type understand unite unload
    upgrade update use value visit volunteer wait wake walk want wash watch wear welcome win work worry write
    oversee overcome plate prep staff stabilize shadow pitch close onboard mop sweep scan pull supervise
    reassure comfort bathe dress chair sponsor grade invoice bill budget log digitize digitise standardize
    """.split()
)
NOUN_VERBS = frozenset(
    """
    act aim answer approach audit balance book boost bond break budget call calm care challenge change charge chase
    chat check close coach code comfort contact control cook cost cover cut deal design direct document double
    draft draw dress drive drop face feed feel file fill finish fit fix focus form gain grade guide help hire hit
    hold hope host increase influence invoice bill judge lead lift look love lower log map market master match
    matter measure mind model monitor move need nurse offer open order own pack paint pay pick pilot pitch place
    plan plate play prep present process program progress purchase push question raise reach read record release
    repair reply report request rescue research respect rest review ride rise run sail sale save scale scan
    schedule search set shadow share shift ship show sign sort sound split sponsor staff stand start stay stick
    stock stop stretch study supply support sweep talk taste test thank tour track trade train transfer travel
    treat trust try turn type update upgrade use value visit volunteer wait wake walk wash watch welcome win work
    worry chair mentor land live mop pull dispatch like
    """.split()
)
"""Verbs that are as often nouns or adjectives, so that the next word decides."""
STATIVE = frozenset(
    "be have need want know like love hate own belong believe think mean prefer seem feel hope expect lack"
    " deserve matter".split()
)

ADJECTIVES = frozenset(
    """
    able accurate adaptable adventurous affordable aware bad bilingual bored boring bright busy calm capable
    careful caring challenging cheap cheerful clean clear clever close committed communicative compassionate
    competent comfortable confident conscientious cool cooperative creative critical curious dedicated dependable
    detail-oriented determined different difficult diligent diplomatic disciplined driven dynamic easy easygoing
    easy-going efficient empathetic empathic energetic engaged enthusiastic exact excellent exciting expensive
    experienced fair faithful familiar famous far fast fearless firm flexible fluent focused focussed free friendly
    full-time fun funny gentle glad good great grateful growing happy hard hard-working hardworking healthy
    helpful honest hot huge humble important independent innovative inspiring interested interesting international
    intuitive keen kind large late laid-back local long low loyal loving mature meaningful meticulous modern
    motivated multilingual neat new nearby next nice nurturing observant old open open-minded optimistic organized
    organised outgoing part-time passionate patient permanent persistent personable persuasive pleasant polite
    positive practical precise pro-active proactive professional proficient proud punctual qualified quick quiet
    rare ready reachable reliable relaxed remote resilient resourceful respectful responsible rewarding robust
    safe secure self-confident self-motivated sensitive serious short silly skilled skillful slow small smart
    sociable social solution-oriented stable steady stressful strict strong structured stubborn supportive sure
    tactful talented team-oriented thorough thoughtful tidy tight tired tolerant tough trained trilingual
    trustworthy truthful understaffed unique useful used varied versatile warm welcoming well-organized
    well-organised well-paid willing wonderful young worried eager fond keen early excited amazing awesome fantastic perfect lovely big
    customer-focused goal-oriented results-driven results-oriented people-oriented fast-paced certified licensed
    approachable ambitious analytical articulate artistic assertive attentive authentic friendly better best
    cool-headed level-headed clear-headed hands-on down-to-earth quick-thinking hybrid bigger smaller great afraid
    """.split()
)
VERB_ADJECTIVES = frozenset(
    "caring challenging engaging exciting experienced focused inspiring interesting loving motivated organized"
    " organised outgoing qualified rewarding skilled structured trained understanding willing welcoming dedicated"
    " committed determined engaged varied relaxed interested used growing driven certified licensed boring bored"
    " disciplined talented charming forgiving trusting worried tired amazing".split()
)
"""Forms of verbs that alone describe somebody: "organized" is an adjective, "organized the files" is not."""
QUANTIFIERS = frozenset("very really so super quite pretty extremely highly always too more most".split())
ADVERBS = frozenset(
    """
    also always never often usually sometimes really still just already once twice quickly easily calmly even
    ever only rarely regularly then genuinely truly actually personally simply constantly consistently both
    """.split()
)
AFTER_VERB = frozenset(
    """
    well hard fast out up down ahead together around back over through off on under with without by until as
    along away quickly about against across between towards toward into onto quietly late early alone everything
    everyone everybody anything anyone something someone others calm cool focused patient nicely better how what
    that when where because even after before organized close more less positive while during both people
    customers patients kids children staff teams nights weekends things new difficult angry large small
    """.split()
)
"""Words that follow a verb and seldom a noun in front of them."""
DETERMINERS = frozenset(
    """
    a an the my your our their his her its this that these those some any each every both all many several few
    another no one two three four five six seven eight nine ten eleven twelve twenty thirty forty fifty hundred
    """.split()
)
OBJECTS = frozenset("itself me you him her it us them myself yourself themselves mine yours ours".split())
SUBJECTS = frozenset(
    "i you he she it we they there everyone everybody nobody someone somebody everything nothing".split()
)
FINITE = frozenset(
    """
    is are was were am has have had do does did will would can could should must may might isn't aren't wasn't
    weren't hasn't haven't hadn't don't doesn't didn't won't wouldn't can't cannot couldn't shouldn't
    """.split()
)
MODALS = frozenset("can could will would should must may might can't cannot couldn't won't wouldn't".split())
QUESTION_WORDS = frozenset("how what why when where whether who whom whose which".split())
RELATIVES = QUESTION_WORDS | frozenset("that because if while after before since so than as until although".split())
PREPOSITIONS = frozenset(
    """
    at in on under near with without by from for to of about around across behind below between beyond inside
    outside next within among against through during after before into over off like nearby
    """.split()
)
LY_NOUNS = frozenset(
    "family reply supply apply assembly early daily weekly monthly yearly quarterly friendly lovely likely elderly"
    " anomaly timely costly italy july fly rely ally".split()
)
"""Words in -ly that are no adverbs."""
LINKING = frozenset("seem look feel sound appear get become stay remain".split())
"""Verbs that an adjective follows: "your residents seem happy"."""
PEOPLE = frozenset(
    """
    nurse teacher leader person player learner worker listener starter solver thinker speaker planner manager
    communicator coach mentor boss cook chef driver carer caregiver engineer accountant seller salesperson
    colleague coworker teammate expert specialist all-rounder allrounder perfectionist professional team-player
    lead owl bird optimist pragmatist generalist analyst developer designer supervisor graduate student assistant
    mechanic electrician technician therapist doctor pro native veteran beginner nerd geek workaholic mom mum dad
    parent guy girl man woman human soul host helper fighter doer finisher motivator negotiator organizer
    organiser multitasker writer closer hunter people-person self-starter operator builder trainer
    """.split()
)
"""Nouns for a person, as in "hard worker"."""
NOT_PEOPLE = frozenset(
    """
    computer order number paper power river matter letter water weather manner humor humour labor labour behavior
    behaviour error career counter center character shoulder answer dinner summer winter november chapter layer
    customer offer paper partner flavor color honor rigor vigor favor motor sector factor corridor floor door
    tower flower corner laser server browser folder docker router container newsletter cover better other over
    after under together never ever further monitor mirror tutor ladder border trailer docker former eager
    sober clever proper super inner outer upper per sister brother mother father user december october september
    """.split()
)
HAS_NOUNS = frozenset("year years month months".split())
COMMON_NOUNS = frozenset(
    """
    access accident account accounting attention background benefit benefits bill budget budgets building business
    calendar campaign career children class classes client clients clinic code collection commitment communication
    community company compliance cooking cost costs course crew culture customer customers dashboard data database
    deadline deadlines delivery department detail details documentation driving education emergency empathy energy
    engineering equipment expansion experience family feedback finance flexibility food forecast future goal goals
    growth health hiring holiday home hospital hours humor humour idea ideas infrastructure inventory kids kitchen
    knowledge leadership learning lesson lessons location logistics machine machines management marketing math
    medication meeting meetings menu mission money month months morning multitasking network new night nights
    nursing office offices onboarding onboarding opportunity order orders organization overtime packing paperwork
    parents parking patience patient patients pay payroll people performance pets planning plans problem problems
    problem-solving product production products progress project projects quality quarter questions rates recipe
    relationships remote report reporting reports residents respect responsibility results route routes routine
    routines rota safety salary sales schedule school security seniors service services shift shifts site size
    skill skills software solar stability staff staffing stamina standards stock story strategy stress student
    students suppliers tax teaching team teams teamwork technology tests time tools town traffic training travel
    trucks turnover values variety vehicle vehicles vision ward warehouse waste weekend weekends wine work
    workflow workload year years budgeting communication organizing decision-making discipline creativity
    curiosity accuracy speed confidence compassion kindness diplomacy endurance dedication initiative integrity
    honesty reliability punctuality precision persistence resilience organisation scheduling staffing animals system systems classroom room office protocol
    patience van vans truck depot store shop pension vacation holidays dress code code reviews architecture design
    garden canteen app website platform protocol phone phones email emails handover handovers pass section
    sleepovers attention empathy curriculum phonics lessons pupils menu suppliers ingredients hygiene audit close
    month week day days career careers internship thesis commission quota quotas territory pipeline leads churn
    elderly dementia reading writing books commute coffee lunch dinner breakfast
    """.split()
)
"""Nouns that take a small letter inside a sentence; the first letter of an answer is a capital on every phone."""
NOUN_HEADS = frozenset(
    """
    experience skill skills ethic management service generation ability abilities knowledge spirit background
    training desk center centre mindset attitude team line sense expertise orientation development call 
    environment policy process plan shift system cut cost license
    licence software program course house room floor
    """.split()
)

COUNTABLE = frozenset(
    """
    dashboard office team move schedule menu kitchen warehouse app website system program project product launch
    merger audit protocol location site store ward school building role position rota community mission atmosphere
    environment van truck route business challenge opportunity company depot clinic budget calendar garden
    shop branch unit factory plant lab studio yard hub terminal restaurant bar bakery hotel hospital event
    conference festival course exam contract territory process procedure policy server database tool machine vehicle
    bonus pension boss owner manager merger hiring-process
    department campaign platform migration renovation expansion reorganization restructuring product
    """.split()
)
"""Nouns that need "the" where somebody left it out: "new dashboard" is "the new dashboard"."""
TAKES_A = frozenset("ethic eye mindset attitude license licence memory record background hand sense voice".split())
"""Nouns that need "a" where somebody left it out: "strong work ethic" is "a strong work ethic"."""
IT_IS_A = frozenset("fit match step opportunity place job chance challenge start".split())
"""What a job is said to be: "perfect fit" is "it is a perfect fit"."""
FEELINGS = frozenset(
    "passionate interested keen excited ready able eager fond experienced curious proud enthusiastic motivated willing"
    " happy tired bored fluent good qualified used confident committed dedicated afraid".split()
)
"""Adjectives for somebody, never for a job: "I am passionate about food"."""

UNUSABLE = frozenset(
    """
    n/a|na|n.a|n\\a|none|nothing|nil|null|idk|i don't know|don't know|dunno|i dunno|not sure|i'm not sure|unsure|unknown
    |no idea|tbd|tbc|todo|to do|tba|later|x|xx|xxx|xxxx|asdf|asdfg|qwerty|test|testing|same|same as above|see above
    |as above|ditto|yes|no|yep|nope|ok|okay|k|sure|maybe|i forgot|forgot|can't remember|i can't remember
    |don't remember|i don't remember|nothing special|nothing really|nothing in particular|not much|no clue
    |stuff|things|something|anything|everything|whatever|various|various things|many things|lots of things|a lot|etc
    |no comment|skip|pass|blah|blah blah|bla|bla bla|hm|hmm|hmmm|see cv|see resume|see my resume|see my cv|cv|resume
    |my resume|my cv|good|great|hi|hello|lol|fill in|...|ask|ask me|not applicable|not really|does not apply
    """.replace("\n", " ")
    .replace("    ", "")
    .replace(" |", "|")
    .strip()
    .split("|")
)
"""Answers that say nothing, in small letters."""

SPELLINGS = MappingProxyType(
    dict(
        pair.split("=")
        for pair in (
            "i=I|im=I'm|i'm=I'm|ive=I've|i've=I've|i'd=I'd|i'll=I'll|dont=don't|doesnt=doesn't|didnt=didn't|cant=can't"
            "|wont=won't|couldnt=couldn't|wouldnt=wouldn't|shouldnt=shouldn't|isnt=isn't|arent=aren't|wasnt=wasn't"
            "|havent=haven't|hasnt=hasn't|theyre=they're|they’re=they're|theyve=they've|theyll=they'll|youre=you're"
            "|youve=you've|youll=you'll|thats=that's|theres=there's|hes=he's|shes=she's|whats=what's|weve=we've"
            "|u=you|ur=your|r=are|ppl=people|w/=with|w/o=without|b/c=because|bc=because|cuz=because|cos=because"
            "|coz=because|becuase=because|becasue=because|becouse=because|beacuse=because|thier=their|teh=the|adn=and"
            "|recieve=receive|recieved=received|definately=definitely|managment=management|expirience=experience"
            "|expereince=experience|experiance=experience|enviroment=environment|alot=a lot|wich=which"
            "|responsable=responsible|orginized=organized|preassure=pressure|presure=pressure|pacient=patient"
            "|wanna=want to|gonna=going to|gotta=have to|&=and|+=and|yrs=years|yr=year|hrs=hours|thru=through"
            "|tho=though|btw=by the way|hardworker=hard worker|teamplayer=team player|customes=customers"
            "|custumers=customers|costumers=customers|comunication=communication|communicaton=communication"
            "|leadershp=leadership|schedual=schedule|calender=calendar|buisness=business|bussiness=business"
            "|seperate=separate|succesful=successful|succesfully=successfully|garantee=guarantee|acheived=achieved"
            "|acheive=achieve|trainning=training|planing=planning|runing=running|freind=friend|freindly=friendly"
            "|knowlege=knowledge|maintainance=maintenance|occured=occurred|untill=until|writting=writing"
            "|beleive=believe|tommorow=tomorrow|restaraunt=restaurant|resturant=restaurant|nite=night|shfit=shift"
            "|shfits=shifts|emergancy=emergency|patiens=patients|grate=great"
        ).split("|")
    )
)
"""What phones and hurry leave in a text, and what was meant."""
