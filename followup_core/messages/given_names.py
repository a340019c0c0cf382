"""Lists frequent given names, so that somebody on record only as "Mike" is greeted that way unasked."""

_NAMES = """
aaron abby abigail adam adrian aisha al alan alba alejandra alex alexa alexandra alice alicia alison
amanda amber amina amy ana andrea andy angela angie anita ann anna anne annie anthony antonio anya aoife
arturo ashley audrey barb barbara becky ben beth betty bill billy bob bobby bonnie brad brandon brenda
brian brittany bruce caitlin camille carla carlos carmen carol caroline carrie cathy chad charlie chelsea
cheryl chloe chris christina christine cindy claire claudia cody colleen connie corey courtney craig
crystal curtis cynthia dan dana daniela danielle danny darlene darrell dave david dawn deb debbie deborah
denise derek diana diane diego dolores don donna doris dorothy doug dustin ed eddie eduardo eileen elaine
elena elizabeth ella ellen emily emma eric erica erik erin eva evelyn fatima felipe fernando fiona frankie
fred gabriela gail gary gene geoff gina ginny giulia glenda gloria greg gwen hannah harry heather heidi
helen hilary holly ian ines irene isabel ivan jackie jaime jake jamie jan jane janet janice jared jasmine
javier jean jeff jen jenna jennifer jenny jeremy jerry jess jesse jessica jill jim jimmy jo joan joann
joanna joanne jodi jody joe joel joey johanna john johnny jon jorge jose josh joy joyce juan juanita
judith judy julia julie june justin kara karen kari karl kate katherine kathleen kathy katie kayla keisha
kelly ken kenny kerry kev kevin kim kimberly kirsten kristen kristin kurt kyle larry lars latoya laura
lauren laurie leah lena leo leslie linda lindsay lisa liz lois lori lorraine louise lucas lucia lucy luis
luke lynn maggie mandy marco margaret margie maria mariana marie marilyn mario marisol marissa marjorie
martha marty mary matt megan mel melanie melissa meredith mia michael michele michelle miguel mike mindy
molly monica nadia nancy naomi natalie natasha nate nathan ned neil nick nicole nina nora olga olivia
oscar pablo paige pam pamela pat patricia patrick patty paula pedro peggy penny pete phil phyllis priya
rachel raj ralph randy raul raymond rebecca rhonda ricardo rich rick rita rob robbie roberta robin ron
ronnie rosa rosemary roxanne russ ruth ryan sally sam samantha sandra sandy sara sarah scott sean sergio
shannon shari sharon shawn sheila sherri sherry shirley sofia sonia sophie stacey stacy stan steph
stephanie steve sue susan susie suzanne sven sylvia tamara tammy tanya tara ted teresa terri terry theresa
tiffany tim tina todd tom tommy toni tony tonya tracey traci tracy travis trevor trish troy valerie
vanessa veronica vicki vicky victoria vince virginia wanda wendy whitney will yolanda yvonne zach zoe
"""
GIVEN_NAMES = frozenset(_NAMES.split())
"""Given names and nicknames in lower case, without accents."""
