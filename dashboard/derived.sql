-- What every question needs and no file holds; made after the checks, which rule out cycles.

-- Each category with itself and everything above it.
create table tree as
with recursive up as (
    select category_id, category_id as ancestor_id, parent_id as next_id from categories
    union all
    select up.category_id, c.category_id, c.parent_id
    from up join categories c on c.category_id = up.next_id
)
select category_id, ancestor_id from up;

-- Each category's level (1 at the top) and its place in the order of the study.
create table places as
with recursive down as (
    select category_id, 1 as level, [sort] as path, category_id as top_id
    from categories where parent_id is null
    union all
    select c.category_id, down.level + 1, list_append(down.path, c.sort), down.top_id
    from down join categories c on c.parent_id = down.category_id
)
select category_id, level, top_id, row_number() over (order by path, category_id) as place from down;

-- The group set the dashboard opens with.
create table first_set as
select set_id from groups order by sort, set_id limit 1;

-- Quotes with the words a search looks through beside them.
create or replace table quotes as
select quotes.*, folded.folded from quotes join folded using (quote_id);
drop table folded;
