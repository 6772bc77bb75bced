"""The members of the sample: where they belong, whom they are linked to, the posts they hold. All names are
made up."""

from collections import defaultdict
from datetime import date, timedelta

from seed.world import Row, World

MEMBERS, IN_SERVICE, ENTERPRISE, WITHOUT_GROUP = 5_000, 1_900, 100, 300
SURNAMES = "陈林黄张李王吴蔡郑许庄苏曾谢郭洪施杨叶刘何傅颜柯粘赖潘戴余邱"
GIVEN = "志明丽华建国秀英晓东文杰美玲海燕伟强淑芬永福佳慧少鹏雪梅宗翰思远清源雅婷"


def build_people(world: World) -> None:
    """Rows `members`, `membership`, `member_states`, `liaisons`, `member_reports`, `posts`."""
    by_kind: dict[str, list[Row]] = defaultdict(list)
    organized = {row["start"]: row for row in world.rows["organized"]}
    for row in world.rows["organizations"]:
        if row["tier"] == "PartyGroup":
            by_kind["group"].append(row)
        elif row["tier"] == "PartyBranch" and row["kind"] in ("GRID", "COMPOUND"):
            by_kind["branch"].append(row)
        elif row["code"] in organized:
            agency = organized[row["code"]]["agency"]
            by_kind["agency" if agency else "enterprise"].append(row)
    plan = (("agency", IN_SERVICE), ("enterprise", ENTERPRISE), ("branch", WITHOUT_GROUP))
    rest = MEMBERS - sum(count for _, count in plan)
    for kind, count in (*plan, ("group", rest)):
        for index in range(count):
            _member(world, by_kind[kind][index % len(by_kind[kind])], (kind == "agency", index))
    _liaisons(world)
    _posts(world)


def _member(world: World, home: Row, sort: tuple[bool, int]) -> None:
    in_service, index = sort
    name = world.random.choice(SURNAMES) + "".join(world.random.sample(GIVEN, world.random.choice((1, 2, 2))))
    probationary = index % 250 == 249
    admitted = (
        world.day(date(2022, 1, 1), date(2022, 6, 30))
        if probationary
        else world.day(date(1985, 1, 1), date(2018, 12, 31))
    )
    code = world.code("DY")
    begins = {"valid_from": admitted} if probationary else {}
    full = None if probationary else admitted + timedelta(days=365)
    world.add("members", code=code, name=name, admitted_on=admitted, full_since=full, **begins)
    world.add("membership", start=code, end=home["code"], **begins)
    status = {40: "FLOATING", 90: "OUT_OF_CONTACT"}.get(index % 100, "ACTIVE") if not in_service else "ACTIVE"
    world.add("member_states", of=code, status=status, in_service=in_service, **begins)


def _liaisons(world: World) -> None:
    """About ten households each; about every fortieth household has two liaison members."""
    serving = [row["of"] for row in world.rows["member_states"] if row["in_service"]]
    begun = {row["code"]: row["valid_from"] for row in world.rows["members"]}
    compounds = {row["code"]: row["compound"] for row in world.rows["buildings"]}
    households = [row["code"] for row in world.rows["households"]]
    world.random.shuffle(households)
    position = 0
    for index, member in enumerate(serving):
        count = 8 + index % 5
        linked = sorted(households[position : position + count])
        position += count
        if index % 4 == 0:
            linked.append(households[world.random.randrange(position)])
        for household in dict.fromkeys(linked):
            since = max(begun[member], world.day())
            world.add("liaisons", start=member, end=household, valid_from=since)
        place = compounds[linked[0][:18]] or linked[0][:12]
        world.add("member_reports", start=member, end=place, valid_from=max(begun[member], world.day()))


def _posts(world: World) -> None:
    """A secretary in every branch and a leader in every group that has a full member."""
    full = {row["code"] for row in world.rows["members"] if row["full_since"]}
    homes: dict[str, list[str]] = defaultdict(list)
    for row in world.rows["membership"]:
        if row["start"] in full:
            homes[row["end"]].append(row["start"])
    for row in world.rows["organizations"]:
        if homes[row["code"]]:
            post = "GROUP_LEADER" if row["tier"] == "PartyGroup" else "SECRETARY"
            world.add("posts", start=homes[row["code"]][0], end=row["code"], post=post)
