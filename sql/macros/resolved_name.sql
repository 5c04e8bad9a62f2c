-- The id that a typed name stands for, among the names of one kind: exactly one, or it stops.
-- source: core.entity_names, the names that sources print beside our ids
-- An id counts first, whatever its capitals and signs; then a name that is the whole of one and no
-- part of another's; else one whose words are all in a name, if no other's begins with it. Where
-- several fit they are named, where none does the nearest, if it begins so or is as alike as
-- least_name_similarity in reference.assumptions; null stays null.
create or replace macro resolved_name(kind, typed) as (
    with

    -- The arguments stand here alone, where no column of a table is nearer than the caller's.
    asked (asked_type, asked_name) as (
        select
            cast(kind as varchar),
            cast(typed as varchar)
    ),

    compared as (
        select
            asked.asked_type,
            asked.asked_name,
            names.entity_id,
            replace(names.plain_name, ' ', '') = replace(plain_name(asked.asked_name), ' ', '')
                as is_name,
            replace(plain_name(names.entity_id), ' ', '')
            = replace(plain_name(asked.asked_name), ' ', '') as is_id,
            starts_with(names.plain_name, nullif(plain_name(asked.asked_name), '')) as has_start,
            list_has_all(
                string_split(names.plain_name, ' '), string_split(plain_name(asked.asked_name), ' ')
            ) as has_words,
            jaro_winkler_similarity(names.plain_name, plain_name(asked.asked_name)) as nearness,
            assumptions.value as least_nearness
        from asked
        left join core.entity_names as names on asked.asked_type = names.entity_type
        left join reference.assumptions
            on
                assumptions.assumption_id = 'least_name_similarity'
                and assumptions.scenario_code = 'base'
    ),

    counted as (
        select
            any_value(asked_type) as asked_type,
            any_value(asked_name) as asked_name,
            bool_or(is_id) as is_id,
            count(distinct entity_id) filter (where is_name) as name_count,
            count(distinct entity_id) filter (where is_name or has_words) as fitting_count,
            count(distinct entity_id) filter (where has_words or has_start) as kin_count,
            min(entity_id) filter (where is_name) as named_id,
            count(distinct entity_id) filter (where has_words) as word_count,
            min(entity_id) filter (where has_words) as worded_id,
            string_agg(distinct entity_id, ', ' order by entity_id)
            filter (where is_name or has_words or has_start)
                as fitting_ids,
            arg_max(entity_id, nearness) filter (where nearness >= least_nearness or has_start)
                as nearest_id
        from compared
    )

    select
        case
            when asked_name is null then null
            when name_count = 1 and (is_id or fitting_count = 1) then named_id
            when word_count = 1 and kin_count = 1 then worded_id
            when fitting_count > 0
                then
                    error(
                        concat(
                            asked_type, ' ''', asked_name, ''' may be any of ', fitting_ids,
                            '; write one of them'
                        )
                    )
            else error(
                concat(
                    'no ', asked_type, ' is called ''', asked_name, '''',
                    '; did you mean ''' || nearest_id || '''?', ' (all: core.entity_names)'
                )
            )
        end
    from counted
)
