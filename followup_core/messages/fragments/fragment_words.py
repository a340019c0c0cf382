"""Word lists for the grammar of fragments: short lists of the words that people use about work."""

from types import MappingProxyType


def has_plural_ending(word: str) -> bool:
    """Whether a word ends in the -s of a plural or a verb: "nurses", "promotes"; not "focus", "boss"."""
    return word.endswith("s") and not word.endswith(("ss", "us", "is", "'s"))


def with_s_ending(word: str) -> str:
    """Return a word with the -s of a plural or a verb: "nurses", "tries", "goes"."""
    if word.endswith(("s", "sh", "ch", "x", "z", "o")):
        return f"{word}es"
    return f"{word[:-1]}ies" if word.endswith("y") and word[-2:-1] not in "aeiou" else f"{word}s"


def word_set(text: str) -> frozenset[str]:
    """Return the words of a text as a set."""
    return frozenset(text.split())


NOUN_VERBS = word_set(
    """
    act aim answer approach audit balance bill bond book boost break breed brew brief budget call calm care
    chair challenge change charge chase chat check close coach code comfort commute contact control cook cost
    cover craft cut dance deal debate design direct dispatch document double draft draw dream dress drill
    drive drop dry email end escort estimate exercise face feed feel file fill film finish fit fix focus fold
    forecast form frame fund gain garden grade guide harvest help highlight hire hit hold hope host hunt
    import increase influence interview invoice iron judge jump kick label land laugh lead lecture lift light
    like link live load lock log look love lower mail map mark market master match matter measure mentor mind
    mix model monitor mop move nail need nurse object offer open order own pack paint panic park pass pause
    pay phone photograph pick pilot pitch place plan plate play polish prep present press print process
    program progress pull purchase push question quote race raise rank rate reach read recall record release
    repair reply report request rescue research respect rest review reward ride rise roll route rule run rush
    sample sand save scale scan schedule scout screen search seat sense service set shadow shape share shift
    ship shop shout show sign sleep slice smell smile snap solder sort sound spell split sponsor spot stack
    staff stamp stand start stay stick stir stock stop store stress stretch struggle study style supply
    support swap sweat sweep swim switch tailor talk target taste tend test thank time touch tour track trade
    train transfer transport travel treat trim trust try turn tutor type update upgrade use value visit
    volunteer vote wait wake walk wash watch water welcome whisper win wire work worry
    """
)
"""Verbs that are as often nouns or adjectives; the next word decides what they are."""
VERBS = NOUN_VERBS | word_set(
    """
    accept achieve adapt add adjust administer admire advise agree analyse analyze apologize appear apply
    appreciate argue arrange arrive ask assemble assess assign assist attend attract automate avoid bake bathe
    be become begin believe belong blend bounce breathe bring build bundle buy calculate carry catch cater
    celebrate choose chop clean clear collaborate collect combine come communicate compare compete complain
    complete comply compose concentrate confirm congratulate connect consider consult contribute convert
    convince cooperate coordinate cope count create cry debug decide decorate decrease dedicate defend define
    defuse delegate deliver demonstrate depend deploy describe deserve detect develop diagnose dig digitise
    digitize discover discuss distribute donate earn edit educate elevate eliminate emerge empathize encourage
    enforce engage enjoy enroll ensure establish evacuate evaluate examine exceed exist expand expect expire
    explain explore express facilitate fall fetch fight find follow forget forgive fulfill fundraise gather
    generate get give go graduate greet grow halve handle happen hate have heal hear hesitate hurt identify
    ignore illustrate imagine implement impress improve include inform innovate inquire inspect inspire
    install integrate interact interpret interrupt introduce invent invest investigate invite involve join
    juggle keep know launch lay learn leave lend let listen lose maintain make manage mediate meet memorize
    mention merge migrate minimize miss motivate mow multitask navigate negotiate notice nurture obey observe
    obtain onboard operate optimize organise organize outsource overcome oversee participate peel perceive
    perform persevere persist persuade postpone pour praise predict prefer prepare prescribe preserve prevent
    prioritise prioritize produce promote propose prosper protect prove provide publish pursue put qualify
    quit react realize reassign reassure rebuild receive recognize recommend reconcile recover recruit recycle
    redesign reduce refactor refer regret rehearse reinforce reject relate relocate rely remain remember
    remove renew renovate reorganize replace represent resist resolve respond restock restore restructure
    retain retire retrain retrieve rewrite rinse roast rotate satisfy say score scrub secure see seek seem
    select sell send serve settle sew sharpen shave simplify sing sit slip solve speak specialize spend
    stabilize standardize steer streamline strengthen strive subscribe substitute succeed suffer suggest suit
    supervise survive sustain sympathize tackle take teach tell think thrive throw tolerate transcribe
    transform translate triple troubleshoot tune understand unite unload upsell validate verify waive want
    wear weigh weld widen wipe write
    """
)
STATIVE = word_set(
    """
    be believe belong deserve expect feel hate have hope know lack like love matter mean need own prefer
    seem think want
    """
)

ADJECTIVES = word_set(
    """
    able accurate active available adaptable adventurous affordable afraid agile alert amazing ambitious
    analytical approachable articulate artistic ashamed assertive attentive authentic aware awesome bad
    best better big bigger bilingual bold bored boring brave bright busier busy calm calmer candid
    capable careful caring certified challenging charismatic chatty cheap cheaper cheerful cheery clean
    cleaner clear clear-headed clever close closer collaborative comfortable committed communicative
    compassionate competent concise confident confidential conscientious considerate consistent cool
    cool-headed cooperative crazy creative critical curious customer-focused decisive dedicated
    dependable detail-oriented determined different difficult diligent diplomatic disciplined discreet
    down-to-earth driven dynamic eager early easier easy easy-going easygoing effective efficient
    empathetic empathic energetic engaged enthusiastic ethical even-tempered exact excellent excited
    exciting expensive experienced fair faithful familiar famous fantastic far fast fast-paced faster
    fearless firm flexible fluent focused focussed fond frank free friendly full-time fun funny fussy
    gentle genuine glad goal-oriented good grateful great growing hands-on handy happy hard hard-working
    hardworking healthy hectic helpful honest hot huge humble hungry hybrid imaginative impartial
    important independent indoors innovative inspiring insured intelligent interested interesting
    international intuitive inventive keen kind kind-hearted kinder laid-back large late level-headed
    licensed likable local logical long loud lovely loving low loyal mature meaningful mellow messy
    methodical meticulous modern modest motivated multilingual nearby nearer neat neutral new next nice
    nimble noisy nurturing observant old open open-minded optimistic orderly organised organized
    outdoors outgoing outstanding part-time passionate patient peaceful people-oriented perceptive
    perfect permanent persistent personable persuasive playful pleasant poised polite positive practical
    pragmatic precise pro-active proactive productive professional proficient prompt proud punctual
    qualified quick quick-thinking quick-witted quiet quieter rare rational reachable ready realistic
    relaxed reliable remote resilient resourceful respectful responsible responsive results-driven
    results-oriented rewarding robust safe safer savvy scared scary secure self-confident self-motivated
    sensitive serious sharp short shy silly simpler sincere skilled skillful slow slower small smaller
    smart sociable social solution-oriented stable steady straightforward strategic stressful strict
    strong structured stubborn supportive sure sympathetic systematic tactful talented team-oriented
    tech-savvy thorough thoughtful thrifty tidy tight tired tireless tolerant tough trained transparent
    tricky trilingual trustworthy truthful understaffed unique upbeat used useful varied versatile
    vigilant warm welcome welcoming well-organised well-organized well-paid willing wise witty wonderful
    worried young
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
"""Verb forms that are adjectives if they stand alone: "organized", but not "organized the files"."""
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
    teams that things through together toward towards under until up weekends well what when where while with
    without
    """
)
"""Words that often follow a verb, but seldom a noun."""
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
    accountant allrounder analyst assistant bird boss caregiver chef closer coach colleague communicator cook
    coworker dad doctor doer engineer expert fan geek generalist girl graduate guy host human lead man manager
    mechanic mentor mom motivator mum native negotiator nerd nurse operator optimist owl parent person pro
    professional rounder specialist student supervisor teacher teammate veteran woman workaholic
    """
)
"""Nouns for a person, as in "hard worker"."""
NOT_PEOPLE = word_set(
    """
    after answer behavior behaviour better border brother browser career center chapter character clever color
    computer container corner corridor counter cover customer december dinner docker door eager error ever
    factor father favor flavor floor flower folder former further honor humor humour inner labor labour ladder
    laser layer letter manner matter mirror monitor mother motor never newsletter november number october
    offer order other outer over paper partner per power proper rigor river router sector september server
    shoulder sister sober soccer summer super together tower trailer tutor under upper user vigor water
    weather winter
    """
)
HAS_NOUNS = word_set("month months year years")
COMMON_NOUNS = word_set(
    """
    access accident account accounting accuracy animals annual app architecture art attention audit background
    baking benefit benefits bill bookkeeping books breakfast budget budgeting budgets building business cable
    calendar campaign canteen career careers chart charts children churn class classes classroom client
    clients clinic close code coffee collection commercial commission commitment communication community
    commute company compassion compliance computer confidence cooking cost costs course creativity crew
    culture curiosity curriculum customer customers cyber dashboard data database day days deadline deadlines
    decision-making dedication delivery dementia department depot design detail details digital dinner
    diplomacy discipline documentation dress driving education elderly email emails emergency emotional
    empathy endurance energy engineering equipment expansion experience family farming feedback finance
    financial flexibility food forecast future garden gardening goal goals growth guest guests hand handover
    handovers hands health healthcare heavy hiring holiday holidays home honesty hospital hours housekeeping
    humor humour hygiene idea ideas infrastructure ingredients initiative integrity internship inventory
    invoicing kids kindness kitchen knowledge law leadership leads learning lesson lessons location logistics
    lunch machine machines management marketing math medication medicine meeting meetings mental menu mission
    money month monthly months morning multi multitasking music nature network new night nights nursing office
    offices onboarding opportunity order orders organisation organization organizing overtime packing
    paperwork parents parking pass patience patient patients pay payroll pension people performance
    persistence pets phone phones phonics physical pipeline planning plans platform precision private problem
    problem-solving problems product production products progress project projects protocol public punctuality
    pupils quality quarter questions quota quotas rates reading recipe relationships reliability remote report
    reporting reports research residents resilience respect responsibility results reviews rollout room rota
    route routes routine routines safety salary sales schedule scheduling school science seasonal section
    security seniors service services shift shifts shop site size skill skills sleepovers social software
    solar speed spreadsheet stability staff staffing stamina standards stock store story strategy stress
    student students suppliers system systems table tax teaching team teams teamwork technical technology
    territory tests thesis time tools town traffic training travel truck trucks turnover typing vacation
    values van vans variety vegetable vehicle vehicles vibes vision ward warehouse waste website week weekend
    weekends wine work workflow workload writing year years
    """
)
"""Nouns that take a small letter inside a sentence; phones begin every answer with a capital."""
NOUN_HEADS = word_set(
    """
    abilities ability attitude background call center centre cost course cut desk development environment
    ethic experience expertise floor generation house knowledge licence license line management mindset
    orientation plan policy process program room sense service shift skill skills software spirit system team
    training
    """
)

EVENTS = word_set(
    "answer call chat conversation day decision email interview invitation meeting"
    " callback message offer reply ride-along"
    " round shift step task test tour trial visit"
)
"""Nouns for what an employer promises, in the singular: "second interview" is "a second interview"."""
TAKES_A = word_set(
    """
    attitude back background card certificate ethic eye hand licence license manner memory mindset record
    sense skin stomach voice
    """
)
"""Nouns that get "a" if it was left out: "strong work ethic" is "a strong work ethic"."""
IT_SAYS = word_set(
    """
    feels fits has helps is looks matches offers pays seems sounds suits supports trains treats values works
    """
)
"""Verbs of the job or the employer, in texts that leave out "it"."""
ENDS_CLAUSE = word_set("count counts fit fits match matches matter matters")
"""Verbs that nothing needs to follow: "my skills match"."""
IT_IS_A = word_set("challenge chance fit job match opportunity place start step")
"""Nouns for what a job is: "perfect fit" is "it is a perfect fit"."""
FEELINGS = word_set(
    """
    able afraid bored committed confident curious dedicated eager enthusiastic excited experienced fluent
    fond good happy interested keen motivated passionate proud qualified ready tired used willing
    """
)
"""Adjectives for somebody, never for a job: "I am passionate about food"."""

_UNUSABLE = r"""
... | a lot | anything | as above | asdf | asdfg | ask | ask me | bla | bla bla | blah | blah blah | can't
remember | cv | ditto | does not apply | don't know | don't remember | dunno | etc | everything | fill in
| forgot | good | great | hello | hi | hm | hmm | hmmm | i can't remember | i don't know | i don't
remember | i dunno | i forgot | i'm not sure | idk | k | later | lol | lots of stuff | lots of things |
many things | maybe | my cv | my resume | n.a | n/a | n\a | na | nil | no | no clue | no comment | no idea
| none | nope | not applicable | not much | not really | not sure | nothing | nothing in particular |
nothing really | nothing special | null | ok | okay | pass | qwerty | resume | same | same as above | and
| because | because of | but | he | i | i am | i have | i like | i love | i want | i'm | it | it is | it's
| of | on | she | that | that's | the | they | this | we | you | see above | see cv | see my cv | see my
resume | see resume | skip | something | stuff | sure | tba | tbc | tbd | test | testing | things | to do
| todo | unknown | unsure | various | various things | whatever | x | xx | xxx | xxxx | yep | yes
"""
UNUSABLE = frozenset(" ".join(answer.split()) for answer in _UNUSABLE.split("|"))
"""Answers that say nothing, in lower case."""

_SPELLINGS = """
maintainance=maintenance | schedual=schedule | tommorow=tomorrow |
atmosfere=atmosphere | ye=you | yous=you | hadnt=hadn't | werent=weren't | wouldve=would've |
shouldve=should've | couldve=could've | theyve=they've | youve=you've | youll=you'll | portugese=Portuguese |
i=I | im=I'm | i'm=I'm | ive=I've | i've=I've | i'd=I'd | i'll=I'll | dont=don't | doesnt=doesn't |
didnt=didn't | cant=can't | wont=won't | couldnt=couldn't | wouldnt=wouldn't | shouldnt=shouldn't | isnt=isn't
| arent=aren't | wasnt=wasn't | havent=haven't | hasnt=hasn't | theyre=they're | they’re=they're |
theyll=they'll | youre=you're | thats=that's | theres=there's | hes=he's | shes=she's | whats=what's |
weve=we've | u=you | ur=your | r=are | ppl=people | w/=with | w/o=without | b/c=because | bc=because |
cuz=because | cos=because | coz=because | thier=their | teh=the | adn=and | alot=a lot | wich=which |
preassure=pressure | presure=pressure | pacient=patient | wanna=want to | gonna=going to | gotta=have to |
yrs=years | yr=year | hrs=hours | tho=though | btw=by the way | hardworker=hard worker |
teamplayer=team player | customes=customers | custumers=customers | costumers=customers | bussiness=business |
trainning=training | runing=running | freind=friend | occured=occurred | untill=until | writting=writing |
tmrw=tomorrow | tmr=tomorrow | restaraunt=restaurant | nite=night | shfit=shift | shfits=shifts |
patiens=patients | french=French | italian=Italian | mandarin=Mandarin | yall=you all | y'all=you all | ya=you
| abt=about | cert=certificate | certs=certificates | mgmt=management | exp=experience | bcoz=because | w=with
| n=and | concious=conscious | consious=conscious | oppurtunity=opportunity | posibility=possibility |
proffesional=professional | colleages=colleagues | collegues=colleagues | begining=beginning | comming=coming
| rythm=rhythm | langauge=language | languge=language | strenght=strength | lenght=length | tiktok=TikTok |
wensday=Wednesday | saftey=safety | safty=safety | wether=whether | wierd=weird | aquired=acquired |
arguement=argument | availible=available | avaliable=available | basicly=basically | collegue=colleague |
completly=completely | concensus=consensus | critisism=criticism | dependant=dependent | desicion=decision |
dissapointed=disappointed | embarass=embarrass | finaly=finally | intrested=interested |
intresting=interesting | liason=liaison | oppurtunities=opportunities | orginal=original | paitent=patient |
paitents=patients | peice=piece | personel=personnel | posession=possession | prefered=preferred |
probaly=probably | rember=remember | satelite=satellite | similiar=similar | sincerly=sincerely |
speach=speech | suprised=surprised | truely=truly | usefull=useful | vaccum=vacuum | vehical=vehicle |
philipines=Philippines
"""
SPELLINGS = MappingProxyType(
    {
        mistake.strip(): spelling.strip()
        for mistake, _, spelling in (pair.partition("=") for pair in _SPELLINGS.split("|"))
    }
)
"""Common mistakes and short forms, each with its usual spelling."""
