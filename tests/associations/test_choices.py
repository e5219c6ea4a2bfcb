"""What members can be told apart by, in the words of the reader."""

from django.utils.translation import override

from associations.choices import areas_and_parts
from associations.cohort.words import group_name
from registry.areas import former_provinces


def test_a_part_of_the_city_is_never_taken_for_the_whole_city():
    """A former province bears the name that the whole city has today."""
    with override("vi"):
        _every, (_head, parts), *_units = areas_and_parts("Cả thành phố")
        names = dict(parts)
        assert set(names) == set(former_provinces())
        for key, name in names.items():
            assert name == group_name("area", key)
            assert name.endswith(" trước sáp nhập")
