"""Who lives in an invented district? Names, births and addresses, and no product code."""

from dataclasses import dataclass
from datetime import date, timedelta
from itertools import accumulate
from random import Random


FIRST = ["James", "John", "Robert", "Michael", "William", "David", "Richard", "Joseph", "Thomas", "Charles", "Daniel", "Matthew", "Anthony", "Mark", "Donald", "Steven", "Paul", "Andrew", "Joshua", "Kenneth", "Kevin", "Brian", "George", "Timothy", "Ronald", "Edward", "Jason", "Jeffrey", "Ryan", "Jacob", "Gary", "Nicholas", "Eric", "Jonathan", "Stephen", "Lawrence", "Justin", "Scott", "Brandon", "Benjamin", "Samuel", "Gregory", "Alexander", "Patrick", "Francis", "Raymond", "Jack", "Dennis", "Peter", "Aaron", "Nathan", "Zachary", "Kyle", "Ethan", "Walter", "Harold", "Keith", "Christian", "Roger", "Noah", "Gerald", "Carl", "Terence", "Sean", "Arthur", "Austin", "Lewis", "Dylan", "Bryan", "Billy", "Bruce", "Gabriel", "Alan", "Logan", "Albert", "Wayne", "Roy", "Ralph", "Owen", "Russell", "Louis", "Philip", "Vincent", "Bobby", "Johnny", "Bradley", "Mohammed", "Ahmed", "Ali", "Hassan", "Ibrahim", "Yusuf", "Omar", "Abdul", "Imran", "Tariq", "Bilal", "Khalid", "Mustafa", "Hussain", "Usman", "Piotr", "Krzysztof", "Tomasz", "Pawel", "Marcin", "Marek", "Wojciech", "Rhys", "Gareth", "Dafydd", "Iwan", "Hamish", "Callum", "Finlay", "Angus", "Conor", "Declan", "Kieran", "Padraig", "Niall", "Oluwaseun", "Chinedu", "Emeka", "Kwame", "Kofi", "Rajesh", "Sanjay", "Amit", "Vikram", "Harpreet", "Gurpreet", "Mary", "Patricia", "Jennifer", "Linda", "Elizabeth", "Barbara", "Susan", "Jessica", "Sarah", "Karen", "Lisa", "Nancy", "Betty", "Sandra", "Margaret", "Ashley", "Kimberley", "Emily", "Donna", "Michelle", "Carol", "Amanda", "Melissa", "Deborah", "Stephanie", "Rebecca", "Sharon", "Laura", "Cynthia", "Dorothy", "Amy", "Kathleen", "Angela", "Shirley", "Emma", "Brenda", "Pamela", "Nicole", "Anna", "Samantha", "Katherine", "Christine", "Helen", "Debra", "Rachel", "Carolyn", "Janet", "Maria", "Catherine", "Heather", "Diane", "Olivia", "Julie", "Joyce", "Victoria", "Ruth", "Virginia", "Lauren", "Kelly", "Christina", "Joan", "Evelyn", "Judith", "Andrea", "Hannah", "Megan", "Cheryl", "Jacqueline", "Martha", "Gloria", "Teresa", "Ann", "Sara", "Madison", "Frances", "Kathryn", "Janice", "Jean", "Abigail", "Alice", "Judy", "Sophia", "Grace", "Denise", "Amber", "Doris", "Marilyn", "Danielle", "Beverley", "Isabella", "Theresa", "Diana", "Natalie", "Brittany", "Charlotte", "Marie", "Kayla", "Alexis", "Lorraine", "Fatima", "Aisha", "Khadija", "Zainab", "Maryam", "Amina", "Nadia", "Samira", "Yasmin", "Shabana", "Katarzyna", "Agnieszka", "Malgorzata", "Ewa", "Anastasia", "Svetlana", "Olga", "Siobhan", "Niamh", "Aoife", "Caoimhe", "Roisin", "Sinead", "Aisling", "Eilidh", "Mhairi", "Morag", "Bronwen", "Carys", "Angharad", "Ffion", "Ngozi", "Amara", "Adaeze", "Abena", "Priya", "Anjali", "Sunita", "Jaswinder"]
STEMS = ["Ash", "Black", "Brad", "Brom", "Burn", "Carl", "Chat", "Clay", "Cole", "Cran", "Dal", "Den", "East", "Ed", "El", "Farn", "Fen", "Fox", "Gil", "Glen", "Had", "Hal", "Ham", "Harl", "Hart", "Hay", "Hol", "Horn", "Hun", "Kel", "Ken", "King", "Lang", "Leigh", "Lind", "Lock", "Lyn", "Mal", "Mar", "Mel", "Mer", "Mill", "Nor", "Oak", "Ol", "Pem", "Pen", "Pres", "Rad", "Red", "Ren", "Rock", "Rush", "Sel", "Shel", "Stan", "Stock", "Stow", "Sut", "Thorn", "Tor", "Wal", "War", "Wat", "Wel", "West", "Whit", "Wil", "Win", "Wood", "Wy"]
ENDINGS = ["ton", "ford", "ley", "ham", "worth", "field", "wood", "by", "well", "shaw", "den", "croft", "man", "er", "son"]
COMMON = ["Smith", "Jones", "Williams", "Taylor", "Brown", "Davies", "Evans", "Wilson", "Thomas", "Johnson", "Roberts", "Robinson", "Thompson", "Wright", "Walker", "White", "Edwards", "Hughes", "Green", "Hall", "Lewis", "Harris", "Clarke", "Patel", "Jackson", "Wood", "Turner", "Martin", "Cooper", "Hill", "Ward", "Morris", "Moore", "Clark", "Lee", "King", "Baker", "Harrison", "Morgan", "Allen", "James", "Scott", "Phillips", "Watson", "Davis", "Parker", "Price", "Bennett", "Young", "Griffiths", "Mitchell", "Kelly", "Cook", "Carter", "Richardson", "Bailey", "Collins", "Bell", "Shaw", "Murphy", "Miller", "Cox", "Richards", "Khan", "Marshall", "Anderson", "Simpson", "Ellis", "Adams", "Singh", "Begum", "Wilkinson", "Foster", "Chapman", "Powell", "Webb", "Rogers", "Gray", "Mason", "Ali", "Hunt", "Hussain", "Campbell", "Matthews", "Owen", "Palmer", "Holmes", "Mills", "Barnes", "Knight", "Lloyd", "Butler", "Russell", "Barker", "Fisher", "Stevens", "Jenkins", "Murray", "Dixon", "Harvey", "Graham", "Pearson", "Ahmed", "Fletcher", "Walsh", "Kaur", "Gibson", "Howard", "Andrews", "Stewart", "Elliott", "Reynolds", "Saunders", "Payne", "Fox", "Ford", "Pearce", "Day", "Brooks", "West", "Lawrence", "Cole", "Atkinson", "Bradley", "Spencer", "Gill", "Dawson", "Watts", "Burton", "O'Brien", "O'Connor", "O'Neill", "McDonald", "McCarthy", "MacLeod", "Kowalski", "Nowak", "Wisniewska", "Nguyen", "Okafor", "Mensah", "Chaudhry", "Sheikh", "Rahman", "Uddin", "Miah", "Akhtar", "Malik", "Mahmood", "Iqbal", "Sharma", "Gupta"]
STREETS = ["Mill", "Tanner", "Quay", "Granary", "Foundry", "Larch", "Cinder", "Beacon", "Orchard", "Chapel", "Harrow", "Wharf", "Weaver", "Lantern", "Copper", "Heron", "Sorrel", "Juniper", "Bramble", "Thistle", "Saddler", "Cooper", "Turnstone", "Plover", "Kestrel", "Marigold", "Teasel", "Clover", "Barley", "Linnet"]
KINDS = ["Street", "Road", "Avenue", "Close", "Court", "Way", "Lane", "Drive"]
LETTERS = "ABDEFGHJLNPQRSTUWXYZ"


@dataclass(frozen=True, slots=True)
class Someone:
    """A person as an officer knows them: name, birth and address."""

    name: str
    born: date
    uprn: str
    building: str
    street: str
    postcode: str

    @property
    def address(self) -> str:
        house = self.building if self.building[0] != "F" else f"{self.building}"
        return f"{house} {self.street}, Eastmere"


def surnames(random: Random) -> list[str]:
    """Common ones first, then some 1,100 made of stem and ending."""
    made = [stem + ending for stem in STEMS for ending in ENDINGS]
    random.shuffle(made)
    return COMMON + made


class District:
    """Draws people whose names are as unevenly common as real ones."""

    def __init__(self, seed: int) -> None:
        self.random = Random(seed)
        self.first = FIRST
        self.last = surnames(Random(1))
        self._first_weights = list(accumulate(1 / (i + 12) for i in range(len(FIRST))))
        self._last_weights = list(
            accumulate(1 / (i + 15) for i in range(len(self.last)))
        )

    def someone(self) -> Someone:
        random = self.random
        first = random.choices(self.first, cum_weights=self._first_weights)[0]
        last = random.choices(self.last, cum_weights=self._last_weights)[0]
        if random.random() < 0.04:
            last += "-" + random.choices(self.last, cum_weights=self._last_weights)[0]
        name = f"{first} {last}"
        if random.random() < 0.15:
            middle = random.choices(self.first, cum_weights=self._first_weights)[0]
            name = f"{first} {middle} {last}"
        return Someone(name=name, born=self.birthday(), **self.place())

    def birthday(self) -> date:
        return date(1936, 1, 1) + timedelta(days=self.random.randrange(72 * 365))

    def place(self) -> dict[str, str]:
        random = self.random
        number = str(random.randint(1, 180))
        if random.random() < 0.2:
            number = f"Flat {random.randint(1, 40)}, {number}"
        street = f"{random.choice(STREETS)} {random.choice(KINDS)}"
        code = "".join(random.choice(LETTERS) for _ in range(2))
        return {
            "uprn": f"999111{random.randrange(10**6):06d}",
            "building": number,
            "street": street,
            "postcode": f"ZX{random.randint(1, 99)} {random.randint(1, 9)}{code}",
        }
