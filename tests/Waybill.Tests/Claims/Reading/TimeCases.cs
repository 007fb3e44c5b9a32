namespace Waybill.Tests.Claims.Reading;

/// <summary>words | tense | article's day | start | end; an empty end is an open or an equal one as the start says:
/// <c>=</c> stands for the same as start, <c>-</c> for none.</summary>
internal static class TimeCases
{
    public const string Table = """
        # absolute
        December 30, 2023 | past | 2024-01-05 | 2023-12-30 | =
        Dec. 30, 2023 | past | 2024-01-05 | 2023-12-30 | =
        30 December 2023 | past | 2024-01-05 | 2023-12-30 | =
        30th of December, 2023 | past | 2024-01-05 | 2023-12-30 | =
        on the 5th of March 2022 | past | 2024-01-05 | 2022-03-05 | =
        2023-12-30 | past | 2024-01-05 | 2023-12-30 | =
        12/30/2023 | past | 2024-01-05 | 2023-12-30 | =
        30/12/2023 | past | 2024-01-05 | 2023-12-30 | =
        03/04/2023 | past | 2024-01-05 | - | -
        Monday, September 5, 2022 | past | 2022-09-06 | 2022-09-05 | =
        Tuesday, Jan. 2, 2024 | past | 2024-01-05 | 2024-01-02 | =
        on Tuesday, January 2 | past | 2024-01-05 | 2024-01-02 | =
        August 2022 | past | 2024-01-05 | 2022-08 | =
        in August 2022 | past | 2024-01-05 | 2022-08 | =
        in August of 2022 | past | 2024-01-05 | 2022-08 | =
        Aug. 2022 | past | 2024-01-05 | 2022-08 | =
        in 2022 | past | 2024-01-05 | 2022 | =
        back in 2014 | past | 2024-01-05 | 2014 | =
        the year 2019 | past | 2024-01-05 | 2019 | =
        in the 1990s | past | 2024-01-05 | 1990 | 1999
        in the early 1990s | past | 2024-01-05 | 1990 | 1999
        the late 1980s | past | 2024-01-05 | 1980 | 1989
        between 2018 and 2022 | past | 2024-01-05 | 2018 | 2022
        from 2018 to 2022 | past | 2024-01-05 | 2018 | 2022
        2018-2022 | past | 2024-01-05 | 2018 | 2022
        2018–22 | past | 2024-01-05 | 2018 | 2022
        between January and June 2023 | past | 2024-01-05 | 2023-01 | 2023-06
        from October 2022 to March 2023 | past | 2024-01-05 | 2022-10 | 2023-03
        between October and March 2023 | past | 2024-01-05 | 2022-10 | 2023-03
        from January through March | past | 2024-05-05 | 2024-01 | 2024-03
        Jan. 2-4 | past | 2024-01-05 | 2024-01-02 | 2024-01-04
        January 2 to 4, 2024 | past | 2024-01-05 | 2024-01-02 | 2024-01-04
        2-4 January | past | 2024-01-05 | 2024-01-02 | 2024-01-04
        the first quarter of 2024 | future | 2024-01-05 | 2024-01 | 2024-03
        in the third quarter of 2023 | past | 2024-01-05 | 2023-07 | 2023-09
        Q4 2023 | past | 2024-01-05 | 2023-10 | 2023-12
        the second half of 2023 | past | 2024-01-05 | 2023-07 | 2023-12
        the first half of this year | future | 2024-01-05 | 2024-01 | 2024-06
        in the summer of 2023 | past | 2024-01-05 | 2023-06 | 2023-08
        spring 2023 | past | 2024-01-05 | 2023-03 | 2023-05
        in autumn 2022 | past | 2024-01-05 | 2022-09 | 2022-11
        in the fall of 2022 | past | 2024-01-05 | 2022-09 | 2022-11
        winter of 2023 | past | 2024-01-05 | - | -
        early 2024 | future | 2024-01-05 | 2024 | =
        in late 2023 | past | 2024-01-05 | 2023 | =
        mid-2025 | future | 2024-01-05 | 2025 | =
        by mid-2025 | future | 2024-01-05 | - | 2025
        by the end of 2025 | future | 2024-01-05 | - | 2025-12-31
        before the end of 2025 | future | 2024-01-05 | - | 2025-12-31
        at the end of 2023 | past | 2024-01-05 | 2023 | =
        since 2019 | past | 2024-01-05 | 2019 | -
        since August 2022 | past | 2024-01-05 | 2022-08 | -
        since Feb. 24, 2022 | past | 2024-01-05 | 2022-02-24 | -
        until 2030 | future | 2024-01-05 | - | 2030
        before 2020 | past | 2024-01-05 | - | 2019-12-31
        after 2025 | future | 2024-01-05 | 2026-01-01 | -
        by 2027 | future | 2024-01-05 | - | 2027
        no later than 2027 | future | 2024-01-05 | - | 2027
        prior to 2014 | past | 2024-01-05 | - | 2013-12-31
        in early March 2023 | past | 2024-01-05 | 2023-03 | =
        mid-March 2023 | past | 2024-01-05 | 2023-03 | =
        the end of March 2023 | past | 2024-01-05 | 2023-03 | =
        # day and month, year from the article
        on Dec. 30 | past | 2024-01-05 | 2023-12-30 | =
        on December 30 | past | 2024-01-05 | 2023-12-30 | =
        on January 2 | past | 2024-01-05 | 2024-01-02 | =
        Jan. 5 | past | 2024-01-05 | 2024-01-05 | =
        January 6 | past | 2024-01-05 | 2023-01-06 | =
        on Jan. 12 | future | 2024-01-05 | 2024-01-12 | =
        Dec 30 | future | 2024-01-05 | 2024-12-30 | =
        on 14 February | future | 2024-01-05 | 2024-02-14 | =
        Jan. 12 | present | 2024-01-05 | 2024-01-12 | =
        July 4 | present | 2024-01-05 | - | -
        Feb. 29 | past | 2023-06-01 | 2020-02-29 | =
        on the 24th of February | past | 2022-09-05 | 2022-02-24 | =
        by Jan. 20 | future | 2024-01-05 | - | 2024-01-20
        since Oct. 7 | past | 2024-01-05 | 2023-10-07 | -
        after Dec. 30 | past | 2024-01-05 | 2023-12-31 | -
        before Dec. 30 | past | 2024-01-05 | - | 2023-12-29
        between Dec. 28 and Jan. 2 | past | 2024-01-05 | 2023-12-28 | 2024-01-02
        on March 10 this year | past | 2024-05-05 | 2024-03-10 | =
        on March 10 last year | past | 2024-05-05 | 2023-03-10 | =
        # months
        in October | past | 2024-01-05 | 2023-10 | =
        in January | past | 2024-01-05 | 2024-01 | =
        in July | past | 2022-09-06 | 2022-07 | =
        in August | past | 2022-09-06 | 2022-08 | =
        in September | past | 2022-09-06 | 2022-09 | =
        in November | past | 2022-09-06 | 2021-11 | =
        in March | future | 2024-01-05 | 2024-03 | =
        in January | future | 2024-01-05 | 2024-01 | =
        in December | future | 2024-01-05 | 2024-12 | =
        by March | future | 2024-01-05 | - | 2024-03
        by the end of March | future | 2024-01-05 | - | 2024-03-31
        at the end of August | past | 2022-09-06 | 2022-08 | =
        in late August | past | 2022-09-06 | 2022-08 | =
        in mid-August | past | 2022-09-06 | 2022-08 | =
        early September | past | 2022-09-06 | 2022-09 | =
        since August | past | 2022-09-06 | 2022-08 | -
        in May | past | 2022-09-06 | 2022-05 | =
        last May | past | 2022-09-06 | 2022-05 | =
        last August | past | 2022-09-06 | - | -
        last December | past | 2024-03-05 | 2023-12 | =
        next June | future | 2024-01-05 | 2024-06 | =
        next February | future | 2024-01-05 | - | -
        this January | past | 2024-03-05 | 2024-01 | =
        this March | future | 2024-01-05 | 2024-03 | =
        in August last year | past | 2022-09-06 | 2021-08 | =
        in November of last year | past | 2022-09-06 | 2021-11 | =
        in June next year | future | 2022-09-06 | 2023-06 | =
        in May of this year | past | 2022-09-06 | 2022-05 | =
        in May this year | past | 2022-09-06 | 2022-05 | =
        in March | present | 2024-01-05 | - | -
        in January | present | 2024-01-05 | 2024-01 | =
        until March | future | 2024-01-05 | - | 2024-03
        until March | past | 2024-05-05 | - | 2024-03
        in Sept. | past | 2022-10-06 | 2022-09 | =
        # weekdays (5 January 2024 is a Friday)
        Tuesday | past | 2024-01-05 | 2024-01-02 | =
        on Tuesday | past | 2024-01-05 | 2024-01-02 | =
        on Thursday | past | 2024-01-05 | 2024-01-04 | =
        on Thursday | past | 2024-01-04 | 2024-01-04 | =
        Friday | past | 2024-01-05 | 2024-01-05 | =
        Saturday | past | 2024-01-05 | 2023-12-30 | =
        Monday | future | 2024-01-05 | 2024-01-08 | =
        on Friday | future | 2024-01-05 | 2024-01-05 | =
        late Tuesday | past | 2024-01-05 | 2024-01-02 | =
        early on Tuesday | past | 2024-01-05 | 2024-01-02 | =
        earlier on Tuesday | past | 2024-01-05 | 2024-01-02 | =
        Tuesday night | past | 2024-01-05 | 2024-01-02 | =
        Wednesday morning | past | 2024-01-05 | 2024-01-03 | =
        last Tuesday | past | 2024-01-05 | - | -
        last Thursday | past | 2024-01-01 | 2023-12-28 | =
        next Sunday | future | 2024-01-01 | - | -
        last Friday | past | 2024-01-05 | 2023-12-29 | =
        next Tuesday | future | 2024-01-05 | 2024-01-09 | =
        this Tuesday | past | 2024-01-05 | 2024-01-02 | =
        Tuesday last week | past | 2024-01-05 | 2023-12-26 | =
        on Tuesday of last week | past | 2024-01-05 | 2023-12-26 | =
        Wednesday this week | past | 2024-01-05 | 2024-01-03 | =
        Monday next week | future | 2024-01-05 | 2024-01-08 | =
        by Monday | future | 2024-01-05 | - | 2024-01-08
        since Monday | past | 2024-01-05 | 2024-01-01 | -
        Thursday | present | 2024-01-05 | 2024-01-04 | =
        from Monday to Wednesday | past | 2024-01-05 | 2024-01-01 | 2024-01-03
        on Tues. | past | 2024-01-05 | 2024-01-02 | =
        # today and around
        today | present | 2024-01-05 | 2024-01-05 | =
        today | past | 2024-01-05 | 2024-01-05 | =
        tonight | future | 2024-01-05 | 2024-01-05 | =
        yesterday | past | 2024-01-05 | 2024-01-04 | =
        yesterday evening | past | 2024-01-05 | 2024-01-04 | =
        tomorrow | future | 2024-01-05 | 2024-01-06 | =
        tomorrow morning | future | 2024-01-05 | 2024-01-06 | =
        last night | past | 2024-01-05 | 2024-01-04 | =
        this morning | past | 2024-01-05 | 2024-01-05 | =
        this evening | future | 2024-01-05 | 2024-01-05 | =
        the day before yesterday | past | 2024-01-05 | 2024-01-03 | =
        late yesterday | past | 2024-01-05 | 2024-01-04 | =
        earlier today | past | 2024-01-05 | 2024-01-05 | =
        later today | future | 2024-01-05 | 2024-01-05 | =
        # units
        last month | past | 2022-09-06 | 2022-08 | =
        last month | past | 2024-01-05 | 2023-12 | =
        this month | past | 2024-01-05 | 2024-01 | =
        next month | future | 2024-12-05 | 2025-01 | =
        earlier this month | past | 2024-01-05 | 2024-01 | =
        later this month | future | 2024-01-05 | 2024-01 | =
        late last month | past | 2022-09-06 | 2022-08 | =
        early next month | future | 2022-09-06 | 2022-10 | =
        last week | past | 2024-01-05 | 2023-12-25 | 2023-12-31
        this week | past | 2024-01-05 | 2024-01-01 | 2024-01-07
        next week | future | 2024-01-05 | 2024-01-08 | 2024-01-14
        earlier this week | past | 2024-01-05 | 2024-01-01 | 2024-01-07
        earlier in the week | past | 2024-01-05 | 2024-01-01 | 2024-01-07
        later this week | future | 2024-01-05 | 2024-01-01 | 2024-01-07
        late last week | past | 2024-01-05 | 2023-12-25 | 2023-12-31
        last year | past | 2024-01-05 | 2023 | =
        this year | past | 2024-01-05 | 2024 | =
        next year | future | 2024-01-05 | 2025 | =
        earlier this year | past | 2024-08-05 | 2024 | =
        later this year | future | 2024-08-05 | 2024 | =
        late last year | past | 2024-01-05 | 2023 | =
        early next year | future | 2024-01-05 | 2025 | =
        by the end of the year | future | 2024-01-05 | - | 2024-12-31
        by the end of this year | future | 2024-01-05 | - | 2024-12-31
        by the end of next year | future | 2024-01-05 | - | 2025-12-31
        by the end of the month | future | 2024-02-05 | - | 2024-02-29
        by the end of this month | future | 2023-02-05 | - | 2023-02-28
        by year's end | future | 2024-01-05 | - | 2024-12-31
        by the year's end | future | 2024-01-05 | - | 2024-12-31
        by year-end | future | 2024-01-05 | - | 2024-12-31
        before the end of the year | future | 2024-01-05 | - | 2024-12-31
        at the end of last year | past | 2024-01-05 | 2023 | =
        since the beginning of the year | past | 2024-08-05 | 2024 | -
        since the start of this year | past | 2024-08-05 | 2024 | -
        since last year | past | 2024-08-05 | 2023 | -
        since last month | past | 2024-08-05 | 2024-07 | -
        by next month | future | 2024-08-05 | - | 2024-09
        over the weekend | past | 2024-01-08 | 2024-01-06 | 2024-01-07
        over the weekend | past | 2024-01-07 | 2024-01-06 | 2024-01-07
        last weekend | past | 2024-01-10 | 2024-01-06 | 2024-01-07
        this weekend | future | 2024-01-05 | 2024-01-06 | 2024-01-07
        last quarter | past | 2024-02-05 | 2023-10 | 2023-12
        last summer | past | 2024-02-05 | 2023-06 | 2023-08
        this summer | future | 2024-02-05 | 2024-06 | 2024-08
        last spring | past | 2024-02-05 | 2023-03 | 2023-05
        last fall | past | 2024-05-05 | 2023-09 | 2023-11
        last winter | past | 2024-05-05 | 2023-12 | 2024-02
        in the spring | future | 2024-01-05 | 2024-03 | 2024-05
        in the summer | past | 2024-01-05 | 2023-06 | 2023-08
        # so many units
        two days ago | past | 2024-01-05 | 2024-01-03 | =
        three days ago | past | 2024-03-01 | 2024-02-27 | =
        a week ago | past | 2024-01-05 | 2023-12-25 | 2023-12-31
        two weeks ago | past | 2024-01-05 | 2023-12-18 | 2023-12-24
        a month ago | past | 2024-01-05 | 2023-12 | =
        three months ago | past | 2024-01-05 | 2023-10 | =
        six months ago | past | 2024-08-31 | 2024-02 | =
        a year ago | past | 2024-01-05 | 2023 | =
        two years ago | past | 2024-01-05 | 2022 | =
        10 years ago | past | 2024-01-05 | 2014 | =
        in two weeks | future | 2024-01-05 | 2024-01-15 | 2024-01-21
        in three months | future | 2024-01-05 | 2024-04 | =
        in two years | future | 2024-01-05 | 2026 | =
        in two years | past | 2024-01-05 | - | -
        in the past three months | past | 2024-01-05 | 2023-10-05 | 2024-01-05
        over the past two years | past | 2024-01-05 | 2022-01-05 | 2024-01-05
        over the last five years | past | 2024-01-05 | 2019-01-05 | 2024-01-05
        during the past year | past | 2024-01-05 | 2023-01-05 | 2024-01-05
        in the past week | past | 2024-01-08 | 2024-01-01 | 2024-01-08
        over the next five years | future | 2024-01-05 | 2024-01-05 | 2029-01-05
        within two years | future | 2024-01-05 | 2024-01-05 | 2026-01-05
        within the next three months | future | 2024-01-05 | 2024-01-05 | 2024-04-05
        in the next two weeks | future | 2024-01-05 | 2024-01-05 | 2024-01-19
        the last 24 months | past | 2024-01-05 | 2022-01-05 | 2024-01-05
        # never resolved
        recently | past | 2024-01-05 | - | -
        in recent weeks | past | 2024-01-05 | - | -
        in recent months | past | 2024-01-05 | - | -
        the next day | past | 2024-01-05 | - | -
        the same day | past | 2024-01-05 | - | -
        the previous year | past | 2024-01-05 | - | -
        the following month | past | 2024-01-05 | - | -
        a week later | past | 2024-01-05 | - | -
        two days earlier | past | 2024-01-05 | - | -
        years ago | past | 2024-01-05 | - | -
        a couple of weeks ago | past | 2024-01-05 | - | -
        in the coming weeks | future | 2024-01-05 | - | -
        soon | future | 2024-01-05 | - | -
        fiscal year 2024 | future | 2024-01-05 | - | -
        earlier that month | past | 2024-01-05 | - | -
        later that year | past | 2024-01-05 | - | -
        the next few months | future | 2024-01-05 | - | -
        February 30 | past | 2024-01-05 | - | -
        April 31, 2023 | past | 2024-01-05 | - | -
        # without a day, or with bounds only
        Dec. 30, 2023 | past | | 2023-12-30 | =
        on Dec. 30 | past | | - | -
        since 2019 | past | | 2019 | -
        Tuesday | past | | - | -
        last month | past | 2022-09 | 2022-08 | =
        in August | past | 2022-09 | 2022-08 | =
        Tuesday | past | 2022-09 | - | -
        this year | past | 2022 | 2022 | =
        last year | past | 2022 | 2021 | =
        in August | past | 2022 | - | -
        in August | past | 2022-09-05..2022-12-31 | 2022-08 | =
        in August | past | 2022-09-05.. | - | -
        last month | past | 2022-09-05..2022-09-12 | 2022-08 | =
        on Thursday | past | 2024-01-04..2024-01-06 | 2024-01-04 | =
        on Thursday | past | 2024-01-03..2024-01-06 | - | -
        # more dates of news, as they are written
        Feb. 24 | past | 2022-02-24 | 2022-02-24 | =
        on Sept. 11 | past | 2023-09-13 | 2023-09-11 | =
        11 September | past | 2023-09-13 | 2023-09-11 | =
        Nov. 3 | past | 2023-02-13 | 2022-11-03 | =
        3 Nov 2022 | past | 2023-02-13 | 2022-11-03 | =
        Sunday, March 3 | past | 2024-03-04 | 2024-03-03 | =
        Sunday March 3 2024 | past | 2024-03-04 | 2024-03-03 | =
        Mon., Jan. 8 | past | 2024-01-09 | 2024-01-08 | =
        in mid-June | future | 2024-05-09 | 2024-06 | =
        in mid-June | past | 2024-05-09 | 2023-06 | =
        since the end of May | past | 2024-06-09 | 2024-05 | -
        until the end of June | future | 2024-06-09 | - | 2024-06-30
        before the end of June | future | 2024-06-09 | - | 2024-06-30
        by June 30 | future | 2024-06-09 | - | 2024-06-30
        by early 2026 | future | 2024-06-09 | - | 2026
        starting in 2026 | future | 2024-06-09 | 2026 | -
        beginning in 2024 | future | 2023-06-09 | 2024 | -
        from 2026 | future | 2024-06-09 | 2026 | -
        through 2028 | future | 2024-06-09 | - | 2028
        in the second half of next year | future | 2024-06-09 | 2025-07 | 2025-12
        in the first quarter of next year | future | 2024-06-09 | 2025-01 | 2025-03
        the last quarter of 2023 | past | 2024-06-09 | 2023-10 | 2023-12
        the fourth quarter of last year | past | 2024-06-09 | 2023-10 | 2023-12
        in summer 2025 | future | 2024-06-09 | 2025-06 | 2025-08
        last autumn | past | 2024-06-09 | 2023-09 | 2023-11
        the summer of last year | past | 2024-06-09 | 2023-06 | 2023-08
        the middle of this month | future | 2024-06-09 | 2024-06 | =
        the start of 2025 | future | 2024-06-09 | 2025 | =
        at the beginning of the year | past | 2024-06-09 | 2024 | =
        at the beginning of March | past | 2024-06-09 | 2024-03 | =
        at the close of 2024 | future | 2024-06-09 | 2024 | =
        later in the year | future | 2024-06-09 | 2024 | =
        earlier in the month | past | 2024-06-09 | 2024-06 | =
        four days ago | past | 2024-06-02 | 2024-05-29 | =
        18 months ago | past | 2024-06-02 | 2022-12 | =
        in a week | future | 2024-06-05 | 2024-06-10 | 2024-06-16
        in a year | future | 2024-06-05 | 2025 | =
        within six months | future | 2024-06-05 | 2024-06-05 | 2024-12-05
        within a month | future | 2024-06-05 | 2024-06-05 | 2024-07-05
        over the past decade | past | 2024-06-05 | 2014-06-05 | 2024-06-05
        over the past 12 months | past | 2024-06-05 | 2023-06-05 | 2024-06-05
        between Monday and Wednesday | past | 2024-01-05 | 2024-01-01 | 2024-01-03
        between May 2021 and June 2022 | past | 2024-01-05 | 2021-05 | 2022-06
        from May 3 to May 5 | past | 2024-06-05 | 2024-05-03 | 2024-05-05
        from 3 to 5 May | past | 2024-06-05 | 2024-05-03 | 2024-05-05
        on Friday evening | past | 2024-06-05 | 2024-05-31 | =
        late on Sunday | past | 2024-06-05 | 2024-06-02 | =
        early Monday | past | 2024-06-05 | 2024-06-03 | =
        next Monday | future | 2024-06-05 | 2024-06-10 | =
        Saturday | future | 2024-06-05 | 2024-06-08 | =
        on Sat. | past | 2024-06-05 | 2024-06-01 | =
        """;
}
