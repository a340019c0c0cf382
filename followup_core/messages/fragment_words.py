"""Word lists for the grammar of fragments: small, and of the words that people use about work."""

from types import MappingProxyType


def word_set(text: str) -> frozenset[str]:
    """Return the words of a text as a set."""
    return frozenset(text.split())


VERBS = word_set(
    """
    accept achieve act adapt add adjust administer advise agree aim analyse analyze answer appear apply
    appreciate approach argue arrange arrive ask assemble assess assign assist attend attract audit automate
    avoid bake balance bathe be become begin believe belong bill blend bond book boost bounce break bring
    budget build bundle buy calculate call calm care carry catch chair challenge change charge chase chat
    check choose clean clear close coach code collaborate collect combine come comfort communicate compare
    complete comply concentrate connect consider consult contact contribute control convert convince cook
    cooperate coordinate cope count cover create cut deal debug decide decrease dedicate defuse delegate
    deliver demonstrate depend deploy describe design develop diagnose digitise digitize direct discover
    discuss dispatch document double draft draw dress drive drop earn edit educate eliminate empathize
    encourage engage enjoy ensure establish evaluate examine exceed expand expect explain explore express
    face facilitate fall feed feel fight file fill find finish fit fix focus follow forget forgive form
    fulfill gain get give go grade greet grow guide halve handle happen hate have hear help hire hit hold
    hope host identify implement improve include increase influence inform innovate inspect inspire install
    integrate introduce invent invest invoice involve join judge juggle keep know land launch lay lead learn
    leave let lift like listen live load log look lose love lower maintain make manage map market master
    match matter measure mediate meet mentor merge migrate mind minimize model monitor mop motivate move
    multitask need negotiate notice nurse obtain offer onboard open operate optimize order organise organize
    overcome oversee own pack paint participate pay perform persevere persist persuade pick pilot pitch
    place plan plate play prefer prep prepare present prevent prioritise prioritize process produce program
    promote protect prove provide publish pull purchase push put question quit raise reach read realize
    reassure rebuild recall receive recognize recommend reconcile record recover recruit redesign reduce
    refer reject relate release rely remain remember renew reorganize repair replace reply report represent
    rescue research resolve respect respond rest restore restructure retain review rewrite ride rise rotate
    run save say scale scan schedule search see seek seem sell send serve set settle shadow share ship show
    sign simplify sing sit sleep solve sort sound speak specialize spend split sponsor stabilize staff stand
    standardize start stay stick stock stop streamline strengthen stretch study suggest suit supervise
    supply support survive sweep tackle take talk taste teach tell test thank think thrive throw tolerate
    tour track trade train transfer transform translate travel treat triple troubleshoot trust try turn
    tutor type understand unite unload update upgrade use value visit volunteer wait wake walk want wash
    watch wear welcome win work worry write
    """
)
NOUN_VERBS = word_set(
    """
    act aim answer approach audit balance bill bond book boost break budget call calm care chair challenge
    change charge chase chat check close coach code comfort contact control cook cost cover cut deal design
    direct dispatch document double draft draw dress drive drop face feed feel file fill finish fit fix
    focus form gain grade guide help hire hit hold hope host increase influence invoice judge land lead lift
    like live log look love lower map market master match matter measure mentor mind model monitor mop move
    need nurse offer open order own pack paint pay pick pilot pitch place plan plate play prep present
    process program progress pull purchase push question raise reach read record release repair reply report
    request rescue research respect rest review ride rise run sail sale save scale scan schedule search set
    shadow share shift ship show sign sort sound split sponsor staff stand start stay stick stock stop
    stretch study supply support sweep talk taste test thank tour track trade train transfer travel treat
    trust try turn type update upgrade use value visit volunteer wait wake walk wash watch welcome win work
    worry
    """
)
"""Verbs that are as often nouns or adjectives, so that the next word decides."""
STATIVE = word_set(
    """
    be believe belong deserve expect feel hate have hope know lack like love matter mean need own prefer
    seem think want
    """
)

ADJECTIVES = word_set(
    """
    able accurate adaptable adventurous affordable afraid amazing ambitious analytical approachable
    articulate artistic assertive attentive authentic aware awesome bad best better big bigger bilingual
    bored boring bright busy calm capable careful caring certified challenging cheap cheerful clean clear
    clear-headed clever close comfortable committed communicative compassionate competent confident
    conscientious cool cool-headed cooperative creative critical curious customer-focused dedicated
    dependable detail-oriented determined different difficult diligent diplomatic disciplined down-to-earth
    driven dynamic eager early easy easy-going easygoing efficient empathetic empathic energetic engaged
    enthusiastic exact excellent excited exciting expensive experienced fair faithful familiar famous
    fantastic far fast fast-paced fearless firm flexible fluent focused focussed fond free friendly
    full-time fun funny gentle glad goal-oriented good grateful great growing hands-on happy hard
    hard-working hardworking healthy helpful honest hot huge humble hybrid important independent innovative
    inspiring interested interesting international intuitive keen kind laid-back large late level-headed
    licensed local long lovely loving low loyal mature meaningful meticulous modern motivated multilingual
    nearby neat new next nice nurturing observant old open open-minded optimistic organised organized
    outgoing part-time passionate patient people-oriented perfect permanent persistent personable persuasive
    pleasant polite positive practical precise pro-active proactive professional proficient proud punctual
    qualified quick quick-thinking quiet rare reachable ready relaxed reliable remote resilient resourceful
    respectful responsible results-driven results-oriented rewarding robust safe secure self-confident
    self-motivated sensitive serious short silly skilled skillful slow small smaller smart sociable social
    solution-oriented stable steady stressful strict strong structured stubborn supportive sure tactful
    talented team-oriented thorough thoughtful tidy tight tired tolerant tough trained trilingual
    trustworthy truthful understaffed unique used useful varied versatile warm welcome welcoming
    well-organised well-organized well-paid willing wonderful worried young
    """
)
VERB_ADJECTIVES = word_set(
    """
    amazing bored boring caring certified challenging charming committed dedicated determined disciplined
    driven engaged engaging exciting experienced focused forgiving growing inspiring interested interesting
    licensed loving motivated organised organized outgoing qualified relaxed rewarding skilled structured
    talented tired trained trusting understanding used varied welcoming willing worried
    """
)
"""Forms of verbs that alone describe somebody: "organized" is an adjective, "organized the files" is not."""
QUANTIFIERS = word_set("always extremely highly more most pretty quite really so super too very")
ADVERBS = word_set(
    """
    actually already also always both calmly consistently constantly easily even ever genuinely just never
    often once only personally quickly rarely really regularly simply sometimes still then truly twice
    usually
    """
)
AFTER_VERB = word_set(
    """
    about across after against ahead alone along angry anyone anything around as away back because before
    better between both by calm children close cool customers difficult down during early even everybody
    everyone everything fast focused hard how into kids large late less more new nicely nights off on onto
    organized others out over patient patients people positive quickly quietly small someone something staff
    teams that things through together toward towards under until up weekends well what when where while
    with without
    """
)
"""Words that follow a verb and seldom a noun in front of them."""
DETERMINERS = word_set(
    """
    a all an another any both each eight eleven every few fifty five forty four her his hundred its many my
    nine no one our seven several six some ten that the their these thirty this those three twelve twenty
    two your
    """
)
OBJECTS = word_set("her him it itself me mine myself ours them themselves us you yours yourself")
SUBJECTS = word_set(
    """
    everybody everyone everything he i it nobody nothing she somebody someone there they we you
    """
)
FINITE = word_set(
    """
    am are aren't can can't cannot could couldn't did didn't do does doesn't don't had hadn't has hasn't
    have haven't is isn't may might must should shouldn't was wasn't were weren't will won't would wouldn't
    """
)
MODALS = word_set("can can't cannot could couldn't may might must should will won't would wouldn't")
QUESTION_WORDS = word_set("how what when where whether which who whom whose why")
RELATIVES = QUESTION_WORDS | word_set("after although as because before if since so than that until while")
PREPOSITIONS = word_set(
    """
    about across after against among around at before behind below between beyond by during for from in
    inside into like near nearby next of off on outside over through to under with within without
    """
)
LY_NOUNS = word_set(
    """
    ally anomaly apply assembly costly daily early elderly family fly friendly italy july likely lovely
    monthly quarterly rely reply supply timely weekly yearly
    """
)
"""Words in -ly that are no adverbs."""
LINKING = word_set("appear become feel get look remain seem sound stay")
"""Verbs that an adjective follows: "your residents seem happy"."""
PEOPLE = word_set(
    """
    accountant all-rounder allrounder analyst assistant beginner bird boss builder caregiver carer chef
    closer coach colleague communicator cook coworker dad designer developer doctor doer driver electrician
    engineer expert fan fighter finisher geek generalist girl graduate guy helper host human hunter lead
    leader learner listener man manager mechanic mentor mom motivator multitasker mum native negotiator nerd
    nurse operator optimist organiser organizer owl parent people-person perfectionist person planner player
    pragmatist pro professional salesperson self-starter seller solver soul speaker specialist starter
    student supervisor teacher team-player teammate technician therapist thinker trainer veteran woman
    workaholic worker writer
    """
)
"""Nouns for a person, as in "hard worker"."""
NOT_PEOPLE = word_set(
    """
    after answer behavior behaviour better border brother browser career center chapter character clever
    color computer container corner corridor counter cover customer december dinner docker door eager error
    ever factor father favor flavor floor flower folder former further honor humor humour inner labor labour
    ladder laser layer letter manner matter mirror monitor mother motor never newsletter november number
    october offer order other outer over paper partner per power proper rigor river router sector september
    server shoulder sister sober summer super together tower trailer tutor under upper user vigor water
    weather winter
    """
)
HAS_NOUNS = word_set("month months year years")
COMMON_NOUNS = word_set(
    """
    access accident account accounting accuracy animals app architecture attention audit background benefit
    benefits bill books breakfast budget budgeting budgets building business calendar campaign canteen
    career careers children churn class classes classroom client clients clinic close code coffee collection
    commission commitment communication community commute company compassion compliance confidence cooking
    cost costs course creativity crew culture curiosity curriculum customer customers dashboard data
    database day days deadline deadlines decision-making dedication delivery dementia department depot
    design detail details dinner diplomacy discipline documentation dress driving education elderly email
    emails emergency empathy endurance energy engineering equipment expansion experience family feedback
    finance flexibility food forecast future garden goal goals growth handover handovers health hiring
    holiday holidays home honesty hospital hours humor humour hygiene idea ideas infrastructure ingredients
    initiative integrity internship inventory kids kindness kitchen knowledge leadership leads learning
    lesson lessons location logistics lunch machine machines management marketing math medication meeting
    meetings menu mission money month months morning multi multitasking network new night nights nursing
    office offices onboarding opportunity order orders organisation organization organizing overtime packing
    paperwork parents parking pass patience patient patients pay payroll pension people performance
    persistence pets phone phones phonics pipeline planning plans platform precision problem problem-solving
    problems product production products progress project projects protocol punctuality pupils quality
    quarter questions quota quotas rates reading recipe relationships reliability remote report reporting
    reports residents resilience respect responsibility results reviews room rota route routes routine
    routines safety salary sales schedule scheduling school section security seniors service services shift
    shifts shop site size skill skills sleepovers software solar speed stability staff staffing stamina
    standards stock store story strategy stress student students suppliers system systems tax teaching team
    teams teamwork technology territory tests thesis time tools town traffic training travel truck trucks
    turnover vacation values van vans variety vehicle vehicles vision ward warehouse waste website week
    weekend weekends wine work workflow workload writing year years
    """
)
"""Nouns that take a small letter inside a sentence; phones begin every answer with a capital."""
NOUN_HEADS = word_set(
    """
    abilities ability attitude background call center centre cost course cut desk development environment
    ethic experience expertise floor generation house knowledge licence license line management mindset
    orientation plan policy process program room sense service shift skill skills software spirit system
    team training
    """
)

COUNTABLE = word_set(
    """
    app atmosphere audit bakery bar bonus boss branch budget building business calendar campaign challenge
    clinic community company conference contract course culture dashboard database department depot
    environment event exam expansion factory festival garden hiring-process hospital hotel hub kitchen lab
    launch location machine manager menu merger migration mission move office opportunity owner pension
    plant platform policy position procedure process product program project protocol renovation
    reorganization reputation restaurant restructuring role rota route schedule school server shop site
    stack store studio system team terminal territory tool truck unit van vehicle ward warehouse website
    yard
    """
)
"""Nouns that need "the" where somebody left it out: "new dashboard" is "the new dashboard"."""
EVENTS = word_set(
    "answer call chat conversation day decision email interview invitation meeting message offer reply"
    " round shift step task test tour trial visit"
)
"""What an employer promises, one at a time: "second interview" is "a second interview"."""
TAKES_A = word_set(
    """
    attitude background ethic eye hand licence license memory mindset record sense voice
    """
)
"""Nouns that need "a" where somebody left it out: "strong work ethic" is "a strong work ethic"."""
FANS = word_set("believer fan lover nerd")
"""What somebody says to be about a job: "I am a big fan of the brand"."""
IT_SAYS = word_set(
    """
    feels fits has helps is looks matches offers pays seems sounds suits supports trains treats values works
    """
)
"""What a job or an employer does, where somebody left out "it"."""
ENDS_CLAUSE = word_set("count counts fit fits match matches matter matters")
"""Verbs that nothing needs to follow: "my skills match"."""
IT_IS_A = word_set("challenge chance fit job match opportunity place start step")
"""What a job is said to be: "perfect fit" is "it is a perfect fit"."""
FEELINGS = word_set(
    """
    able afraid bored committed confident curious dedicated eager enthusiastic excited experienced fluent
    fond good happy interested keen motivated passionate proud qualified ready tired used willing
    """
)
"""Adjectives for somebody, never for a job: "I am passionate about food"."""

_UNUSABLE = r"""
... | a lot | anything | as above | asdf | asdfg | ask | ask me | bla | bla bla | blah | blah blah |
can't remember | cv | ditto | does not apply | don't know | don't remember | dunno | etc |
everything | fill in | forgot | good | great | hello | hi | hm | hmm | hmmm | i can't remember | i
don't know | i don't remember | i dunno | i forgot | i'm not sure | idk | k | later | lol | lots of
things | many things | maybe | my cv | my resume | n.a | n/a | n\a | na | nil | no | no clue | no
comment | no idea | none | nope | not applicable | not much | not really | not sure | nothing |
nothing in particular | nothing really | nothing special | null | ok | okay | pass | qwerty | resume
| same | same as above | see above | see cv | see my cv | see my resume | see resume | skip |
something | stuff | sure | tba | tbc | tbd | test | testing | things | to do | todo | unknown |
unsure | various | various things | whatever | x | xx | xxx | xxxx | yep | yes
"""
UNUSABLE = frozenset(" ".join(answer.split()) for answer in _UNUSABLE.split("|"))
"""Answers that say nothing, in small letters."""

_SPELLINGS = """
i=I | im=I'm | i'm=I'm | ive=I've | i've=I've | i'd=I'd | i'll=I'll | dont=don't | doesnt=doesn't |
didnt=didn't | cant=can't | wont=won't | couldnt=couldn't | wouldnt=wouldn't | shouldnt=shouldn't |
isnt=isn't | arent=aren't | wasnt=wasn't | havent=haven't | hasnt=hasn't | theyre=they're |
they’re=they're | theyve=they've | theyll=they'll | youre=you're | youve=you've | youll=you'll |
thats=that's | theres=there's | hes=he's | shes=she's | whats=what's | weve=we've | u=you | ur=your
| r=are | ppl=people | w/=with | w/o=without | b/c=because | bc=because | cuz=because | cos=because
| coz=because | becuase=because | becasue=because | becouse=because | beacuse=because | thier=their
| teh=the | adn=and | recieve=receive | recieved=received | definately=definitely |
managment=management | expirience=experience | expereince=experience | experiance=experience |
enviroment=environment | alot=a lot | wich=which | responsable=responsible | orginized=organized |
preassure=pressure | presure=pressure | pacient=patient | wanna=want to | gonna=going to |
gotta=have to | yrs=years | yr=year | hrs=hours | thru=through | tho=though | btw=by the way |
hardworker=hard worker | teamplayer=team player | customes=customers | custumers=customers |
costumers=customers | comunication=communication | communicaton=communication | leadershp=leadership
| schedual=schedule | calender=calendar | buisness=business | bussiness=business | seperate=separate
| succesful=successful | succesfully=successfully | garantee=guarantee | acheived=achieved |
acheive=achieve | trainning=training | planing=planning | runing=running | freind=friend |
freindly=friendly | knowlege=knowledge | maintainance=maintenance | occured=occurred | untill=until
| writting=writing | beleive=believe | tommorow=tomorrow | restaraunt=restaurant |
resturant=restaurant | nite=night | shfit=shift | shfits=shifts | emergancy=emergency |
patiens=patients | grate=great | monday=Monday | tuesday=Tuesday | wednesday=Wednesday |
thursday=Thursday | friday=Friday | saturday=Saturday | sunday=Sunday | mondays=Mondays |
tuesdays=Tuesdays | wednesdays=Wednesdays | thursdays=Thursdays | fridays=Fridays |
saturdays=Saturdays | sundays=Sundays | english=English | spanish=Spanish | french=French |
german=German | italian=Italian | mandarin=Mandarin | american=American | european=European |
christmas=Christmas | powerpoint=PowerPoint | linkedin=LinkedIn
"""
SPELLINGS = MappingProxyType(
    {
        typed.strip(): meant.strip()
        for typed, _, meant in (pair.partition("=") for pair in _SPELLINGS.split("|"))
    }
)
"""What phones and hurry leave in a text, and what was meant."""
