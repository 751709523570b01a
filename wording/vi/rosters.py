"""Vietnamese words about lists of people."""

from wording.rosters import RosterWords

ROSTERS = RosterWords(
    questions={
        "no_coordinator": "Danh sách không ghi ai theo dõi, đôn đốc. Ai là cán bộ theo dõi, đôn đốc?",
        "no_leader": "Danh sách không có lãnh đạo (bí thư, phó bí thư, chủ tịch). Ai là lãnh đạo?",
        "no_head": "Danh sách không có thủ trưởng đơn vị nào. Ai là thủ trưởng của từng đơn vị?",
        "namesakes": "Trùng họ tên, được ghi là những người khác nhau: {people}. Có đúng không?",
        "acting_head": "{people} ({words}, {unit}): ghi là thủ trưởng đơn vị hay cán bộ đầu mối?",
        "deputy_chair": "Phó chủ tịch: {people}. Có duyệt đề nghị như lãnh đạo không?",
        "follows": "{people} ({words}): có phải là cán bộ theo dõi, đôn đốc cả kế hoạch không?",
        "no_unit": "Chưa rõ đơn vị của {people}. Thuộc đơn vị nào?",
        "unit_renamed": "{unit} có phải là tên mới của {words} không?",
    },
    assumed={
        "acting_head": "Hiện ghi là đầu mối.",
        "deputy_chair": "Hiện ghi là đầu mối.",
        "follows": "Hiện ghi là đầu mối.",
        "no_unit": "Hiện ghi: {unit}.",
        "unit_renamed": "Hiện ghi là đổi tên.",
    },
    answers={
        "acting_head": ("Thủ trưởng đơn vị", "Đầu mối"),
        "deputy_chair": ("Lãnh đạo", "Đầu mối"),
        "follows": ("Theo dõi, đôn đốc", "Đầu mối"),
    },
    not_recorded="chưa ghi",
    more_people=" và {count} người khác",
)
