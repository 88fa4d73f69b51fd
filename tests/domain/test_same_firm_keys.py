"""The keys that firms and telephones are found by follow every change, on either road."""

from sqlalchemy import select, text

from tests.builders import firms, samples
from tests.queries import counted_queries
from tests.world import TODAY, World
from tracker.domain.firm import Firm
from tracker.domain.firm.contacts import FirmContact
from tracker.domain.merging.merge import merge, undo
from tracker.domain.same_firm.firm_keys import FirmKey, KeyKind, key_differences, keys_of, rekey
from tracker.domain.search.contact_phones import ProjectPhone, phone_differences
from tracker.domain.search.firm_index import search_differences


def keys(world: World, firm: Firm) -> set[tuple[KeyKind, str]]:
    world.session.flush()
    asked = select(FirmKey.kind, FirmKey.key).where(FirmKey.firm_id == firm.id)
    return set(world.session.execute(asked).tuples())


def phones(world: World, project_id: int) -> list[str]:
    world.session.flush()
    asked = select(ProjectPhone.digits).where(ProjectPhone.project_id == project_id)
    return list(world.session.scalars(asked.order_by(ProjectPhone.digits)))


def agree(world: World) -> bool:
    world.session.flush()
    return not [*key_differences(world.session), *phone_differences(world.session)]


def test_a_new_firm_has_the_keys_of_its_name(world: World) -> None:
    firm = firms.firm(world, "衡阳示瑞钢管有限公司")
    assert keys(world, firm) == keys_of([firm.name])
    assert (KeyKind.SOUND, "si rui") in keys(world, firm)
    assert {(KeyKind.SLIP, "示瑞钢管"), (KeyKind.SLIP, "瑞钢管")} <= keys(world, firm)
    assert (KeyKind.SHORT, "衡钢") in keys(world, firm)


def test_a_new_name_brings_new_keys_and_takes_the_old_away(world: World) -> None:
    firm = firms.firm(world, "示瑞钢管有限公司")
    firm.take_name("例丰新材料有限公司")
    assert keys(world, firm) == keys_of(["例丰新材料有限公司"])


def test_an_alias_brings_its_keys_and_takes_them_along(world: World) -> None:
    firm = firms.firm(world, "示瑞钢管有限公司")
    firm.also_called("例丰")
    assert keys(world, firm) == keys_of([firm.name, "例丰"])
    firm.aliases.remove(firm.aliases[0])
    assert keys(world, firm) == keys_of([firm.name])
    assert not list(search_differences(world.session))


def test_a_contact_brings_its_number_until_it_is_voided(world: World) -> None:
    firm = firms.firm(world, "示瑞钢管有限公司")
    person = FirmContact(firm=firm, name="示例人", phone="13900001111", on=TODAY)
    world.session.add(person)
    assert (KeyKind.PHONE, "13900001111") in keys(world, firm)
    person.void(world.by("officer").id, "换人了")
    assert keys(world, firm) == keys_of([firm.name])


def test_a_merged_firms_keys_are_the_kept_ones_until_it_is_undone(world: World) -> None:
    kept, gone = firms.firm(world, "示瑞钢管有限公司"), firms.firm(world, "例丰新材料有限公司")
    gone.also_called("例丰")
    merged = merge(kept, gone, because="示例", by=world.by("head"), on=TODAY)
    assert keys(world, gone) == set()
    assert keys(world, kept) == keys_of([kept.name, gone.name, "例丰"])
    assert agree(world)
    undo(merged, because="示例", by=world.by("head"), on=TODAY)
    assert keys(world, gone) == keys_of([gone.name, "例丰"])
    assert keys(world, kept) == keys_of([kept.name])
    assert agree(world)


def test_a_projects_contact_is_found_by_digits_as_it_stands(world: World) -> None:
    project = samples.project(world, contact_phone="0734-8888888、139 0000 2222")
    assert phones(world, project.id) == ["07348888888", "13900002222"]
    project.revise({"contact_phone": ""}, by=world.by("officer"), on=TODAY)
    assert phones(world, project.id) == []
    assert agree(world)


def test_what_changes_no_name_asks_for_no_keys(world: World) -> None:
    world.session.flush()
    with counted_queries() as asked:
        world.jia.industry = "商贸"
        world.jia.firm.website = "https://example.org"
        world.session.flush()
    assert not [one for one in asked if "firm_key" in one or "project_phone" in one]


def test_a_missing_key_is_told_and_made_again(world: World) -> None:
    session, firm = world.session, world.jia.firm
    session.execute(text("DELETE FROM firm_key WHERE kind = 'sound'"))
    assert list(key_differences(session)) == [
        f"firm {firm.id}: its search keys are not those of its names"
    ]
    rekey(session, {firm.id})
    assert agree(world)
    session.execute(text("DELETE FROM project_phone"))
    assert list(phone_differences(session)) == [
        f"{world.jia.code}: the phone index does not hold its contact's number"
    ]
