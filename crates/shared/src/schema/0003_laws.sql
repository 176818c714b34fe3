-- One law for each kind: what was (null for a new thing), what shall be, who asks. Refusals have the names of newsroom::Refusal
-- where there is one. Laws of stories stand in 0004.

-- Who asks: the member whose session it is, and whether he speaks himself or the program does, which makes moves of the transmitter.
CREATE TYPE newsroom.asker AS (staff uuid, role text, himself boolean);

-- Only what must not change is said to have changed.
CREATE FUNCTION newsroom.check_fixed(was jsonb, shall jsonb, fields text[]) RETURNS void LANGUAGE plpgsql IMMUTABLE AS $$
DECLARE
  field text;
BEGIN
  FOREACH field IN ARRAY fields LOOP
    IF was -> field IS DISTINCT FROM shall -> field THEN PERFORM newsroom.refuse('fixed', field); END IF;
  END LOOP;
END $$;

CREATE FUNCTION newsroom.check_chief(me newsroom.asker) RETURNS void LANGUAGE plpgsql IMMUTABLE AS $$
BEGIN
  IF NOT me.himself OR me.role <> 'chief' THEN PERFORM newsroom.refuse('chief_only', NULL); END IF;
END $$;

CREATE FUNCTION newsroom.check_editor(me newsroom.asker) RETURNS void LANGUAGE plpgsql IMMUTABLE AS $$
BEGIN
  IF NOT me.himself OR me.role = 'reporter' THEN PERFORM newsroom.refuse('role', NULL); END IF;
END $$;

-- The login role of a person: the name of the database has no dot, so that no two newsrooms of a server can meet in one role.
CREATE FUNCTION newsroom.role_of(login text) RETURNS text LANGUAGE sql STABLE AS $$
  SELECT current_database() || '.' || login
$$;

-- People: the chief's. What is kept of them as members follows.
CREATE FUNCTION newsroom.law_staff(me newsroom.asker, which text, was jsonb, shall jsonb) RETURNS void LANGUAGE plpgsql AS $$
DECLARE
  old_role text;
BEGIN
  PERFORM newsroom.check_chief(me);
  PERFORM newsroom.check_shape(shall, '{login=string,name=string,role=string,created_at=string,left_at=string|null}');
  IF shall ->> 'login' !~ '^[a-z0-9.]{1,40}$' OR shall ->> 'role' NOT IN ('reporter', 'editor', 'chief') THEN
    PERFORM newsroom.refuse('shape', 'login or role');
  END IF;
  PERFORM newsroom.moment(shall ->> 'created_at'), newsroom.moment(shall ->> 'left_at');
  IF was IS NULL THEN
    IF EXISTS (SELECT FROM newsroom.member WHERE role_name = newsroom.role_of(shall ->> 'login')) THEN
      PERFORM newsroom.refuse('login_taken', shall ->> 'login');
    END IF;
    INSERT INTO newsroom.member (role_name, staff, role, left_at)
    VALUES (newsroom.role_of(shall ->> 'login'), newsroom.id(which), shall ->> 'role', newsroom.moment(shall ->> 'left_at'));
  ELSE
    PERFORM newsroom.check_fixed(was, shall, '{login,created_at}');
    old_role := was ->> 'role';
    UPDATE newsroom.member SET role = shall ->> 'role', left_at = newsroom.moment(shall ->> 'left_at')
    WHERE staff = newsroom.id(which);
    IF old_role <> shall ->> 'role' THEN
      PERFORM newsroom.role_changed(newsroom.id(which), old_role, shall ->> 'role');
    END IF;
  END IF;
  IF NOT EXISTS (SELECT FROM newsroom.member WHERE role = 'chief' AND left_at IS NULL AND blocked_at IS NULL) THEN
    PERFORM newsroom.refuse('last_chief', NULL);
  END IF;
END $$;

CREATE FUNCTION newsroom.law_section(me newsroom.asker, which text, was jsonb, shall jsonb) RETURNS void LANGUAGE plpgsql AS $$
BEGIN
  PERFORM newsroom.check_chief(me);
  PERFORM newsroom.check_shape(shall, '{name=string,position=number,retired_at=string|null}');
  PERFORM newsroom.id(which), newsroom.moment(shall ->> 'retired_at');
  IF newsroom.is_blank(shall ->> 'name') THEN PERFORM newsroom.refuse('name_missing', NULL); END IF;
  IF shall ->> 'retired_at' IS NOT NULL AND was ->> 'retired_at' IS NULL AND was IS NOT NULL AND NOT EXISTS (
    SELECT FROM newsroom.thing
    WHERE kind = 'section' AND key <> which AND content ->> 'retired_at' IS NULL
  ) THEN
    PERFORM newsroom.refuse('last_in_use', NULL);
  END IF;
END $$;

-- The chief's (newsroom::rights, SaveTemplate and RemoveTemplate); one that is removed has no content.
CREATE FUNCTION newsroom.law_template(me newsroom.asker, which text, was jsonb, shall jsonb) RETURNS void LANGUAGE plpgsql AS $$
BEGIN
  PERFORM newsroom.check_chief(me), newsroom.id(which);
  IF shall IS NULL THEN RETURN; END IF;
  PERFORM newsroom.check_shape(shall, '{name=string,purpose=string,section=string|null,headline=string,standfirst=string,
    doc=string|object,updated_at=string}');
  PERFORM newsroom.id(shall ->> 'section'), newsroom.moment(shall ->> 'updated_at');
END $$;

-- Whoever sees a photo may have brought it in before, so it is changed by who brought it, and by editors.
CREATE FUNCTION newsroom.law_photo(me newsroom.asker, which text, was jsonb, shall jsonb) RETURNS void LANGUAGE plpgsql AS $$
BEGIN
  PERFORM newsroom.check_shape(shall, '{id=string,file_name=string,width=number,height=number,caption=string,
    alt_text=string,byline=string,credit=string,copyright=string,place=string,taken_at=string|null,keywords=string|array,
    rights=string,consent=string,rating=number,brought_by=string|null,brought_at=string}');
  IF which !~ '^[0-9a-f]{64}$' THEN PERFORM newsroom.refuse('shape', 'no hash'); END IF;
  PERFORM newsroom.id(shall ->> 'id'), newsroom.moment(shall ->> 'brought_at');
  IF NOT me.himself THEN PERFORM newsroom.refuse('author', 'photo'); END IF;
  IF was IS NULL THEN
    IF shall ->> 'brought_by' IS DISTINCT FROM me.staff::text THEN PERFORM newsroom.refuse('author', 'brought_by'); END IF;
  ELSE
    IF me.role = 'reporter' AND was ->> 'brought_by' IS DISTINCT FROM me.staff::text THEN
      PERFORM newsroom.refuse('not_yours', 'photo');
    END IF;
    PERFORM newsroom.check_fixed(was, shall, '{id,file_name,width,height,brought_by,brought_at}');
  END IF;
END $$;

-- A kept state is who made it, and its hash that of its canonical text. Whether that text says what the manuscript says is known to
-- laptops alone (docs/CANONICAL.md): each checks it before it approves or sends (newsroom::Seal::binds).
CREATE FUNCTION newsroom.law_revision(me newsroom.asker, which text, shall jsonb) RETURNS void LANGUAGE plpgsql AS $$
BEGIN
  PERFORM newsroom.check_shape(shall, '{story=string,made_at=string,made_by=string,occasion=string,name=string|null,
    form=number,content=string,canonical=string,manuscript=object,words=number,added=number|null,removed=number|null}');
  PERFORM newsroom.id(which), newsroom.id(shall ->> 'story'), newsroom.moment(shall ->> 'made_at');
  IF NOT me.himself OR shall ->> 'made_by' <> me.staff::text THEN
    PERFORM newsroom.refuse('author', 'made_by');
  END IF;
  IF encode(sha256(convert_to(shall ->> 'canonical', 'UTF8')), 'hex') <> shall ->> 'content' THEN
    PERFORM newsroom.refuse('hash', 'content is not the hash of canonical');
  END IF;
END $$;

-- An editor's word for a kept state. It comes with the story that it approves, whose law is that of the move.
CREATE FUNCTION newsroom.law_approval(me newsroom.asker, which text, shall jsonb, operation jsonb) RETURNS void
LANGUAGE plpgsql AS $$
DECLARE
  revision jsonb;
BEGIN
  PERFORM newsroom.check_editor(me);
  PERFORM newsroom.check_shape(shall, '{content=string,form=number,approved_by=string,approved_at=string,forced=string|null}');
  PERFORM newsroom.id(which), newsroom.moment(shall ->> 'approved_at');
  IF shall ->> 'approved_by' <> me.staff::text THEN PERFORM newsroom.refuse('author', 'approved_by'); END IF;
  SELECT content INTO revision FROM newsroom.thing WHERE kind = 'revision' AND key = which;
  IF NOT FOUND THEN PERFORM newsroom.refuse('not_approved', 'no such kept state'); END IF;
  IF (revision -> 'content', revision -> 'form') IS DISTINCT FROM (shall -> 'content', shall -> 'form') THEN
    PERFORM newsroom.refuse('hash', 'the kept state has another content');
  END IF;
  IF NOT EXISTS (
    SELECT FROM jsonb_array_elements(operation -> 'things') AS thing
    WHERE thing ->> 'kind' = 'story' AND thing ->> 'key' = revision ->> 'story'
      AND thing -> 'content' ->> 'approved_revision' = which
  ) THEN
    PERFORM newsroom.refuse('not_approved', 'no story is approved by it');
  END IF;
END $$;

-- Remarks: notes are added, never taken away or put into another's mouth.
CREATE FUNCTION newsroom.law_remark(me newsroom.asker, which text, was jsonb, shall jsonb) RETURNS void LANGUAGE plpgsql AS $$
DECLARE
  note jsonb;
  place bigint;
  old_notes integer := coalesce(jsonb_array_length(was -> 'notes'), 0);
BEGIN
  IF NOT me.himself THEN PERFORM newsroom.refuse('author', 'remark'); END IF;
  PERFORM newsroom.check_shape(shall, '{story=string,quote=string,made_at=string,resolved_by=string|null,
    resolved_at=string|null,notes=array}');
  PERFORM newsroom.id(which), newsroom.id(shall ->> 'story'), newsroom.moment(shall ->> 'made_at'),
    newsroom.moment(shall ->> 'resolved_at');
  IF was IS NOT NULL THEN PERFORM newsroom.check_fixed(was, shall, '{story,quote,made_at}'); END IF;
  IF jsonb_array_length(shall -> 'notes') < greatest(old_notes, 1) THEN PERFORM newsroom.refuse('kept_for_ever', 'notes'); END IF;
  FOR note, place IN SELECT value, ordinality FROM jsonb_array_elements(shall -> 'notes') WITH ORDINALITY LOOP
    IF place <= old_notes THEN
      IF note <> was -> 'notes' -> (place - 1)::integer THEN PERFORM newsroom.refuse('kept_for_ever', 'notes'); END IF;
    ELSE
      PERFORM newsroom.check_shape(note, '{made_by=string,made_at=string,words=string}');
      PERFORM newsroom.moment(note ->> 'made_at');
      IF note ->> 'made_by' <> me.staff::text THEN PERFORM newsroom.refuse('author', 'made_by'); END IF;
    END IF;
  END LOOP;
  IF (shall ->> 'resolved_by' IS NULL) <> (shall ->> 'resolved_at' IS NULL) THEN
    PERFORM newsroom.refuse('shape', 'resolved');
  END IF;
  IF (was -> 'resolved_by', was -> 'resolved_at') IS DISTINCT FROM (shall -> 'resolved_by', shall -> 'resolved_at')
    AND coalesce(shall ->> 'resolved_by', me.staff::text) <> me.staff::text
  THEN
    PERFORM newsroom.refuse('author', 'resolved_by');
  END IF;
END $$;

-- A line of the history: who and when are those of its operation, and it says no more than the operation does.
CREATE FUNCTION newsroom.law_deed(me newsroom.asker, which text, shall jsonb, operation jsonb) RETURNS void
LANGUAGE plpgsql AS $$
DECLARE
  deed text := shall ->> 'deed';
BEGIN
  PERFORM newsroom.check_shape(shall, '{story=string|null,actor=string|null,at=string,deed=string,note=string|null}');
  PERFORM newsroom.id(shall ->> 'story');
  IF which !~ '/[0-9]{1,3}$' OR split_part(which, '/', 1) <> operation ->> 'id' THEN
    PERFORM newsroom.refuse('shape', 'a line of another operation');
  END IF;
  IF deed !~ '^[a-z_]{1,60}$' THEN PERFORM newsroom.refuse('shape', 'deed'); END IF;
  IF shall ->> 'actor' IS DISTINCT FROM (CASE WHEN me.himself THEN me.staff::text END) THEN
    PERFORM newsroom.refuse('author', 'actor');
  END IF;
  -- Databases keep times less precisely than programs have them.
  IF newsroom.moment(shall ->> 'at') NOT BETWEEN newsroom.moment(operation ->> 'at') - interval '1 s'
    AND newsroom.moment(operation ->> 'at') + interval '1 s'
  THEN
    PERFORM newsroom.refuse('time', 'another than that of the operation');
  END IF;
  -- What sends stories and looks after them by itself, and nothing else, is told in nobody's name.
  IF NOT me.himself AND deed NOT IN ('confirm_online', 'sent', 'handed_over', 'held_back', 'accepted_as_it_stands', 'banner_over',
    'found_damaged', 'brought_back')
  THEN
    PERFORM newsroom.refuse('author', deed);
  END IF;
  -- The law of stories has looked at the move that is named, if the story is there.
  IF deed IN (SELECT what FROM newsroom.rule) AND NOT EXISTS (
    SELECT FROM jsonb_array_elements(operation -> 'things') AS thing
    WHERE thing ->> 'kind' = 'story' AND thing ->> 'key' = shall ->> 'story'
  ) THEN
    PERFORM newsroom.refuse('deed', 'a move without its story');
  END IF;
  -- By newsroom::rights: what the chief alone can have done, and what takes an editor.
  IF deed IN ('staff_added', 'role_changed', 'staff_left', 'staff_back', 'template_saved', 'template_removed', 'section_added',
    'section_renamed', 'sections_ordered', 'section_retired', 'section_back', 'main_site', 'site_paused', 'site_resumed',
    'password_forgotten', 'sections_placed')
  THEN
    PERFORM newsroom.check_chief(me);
  ELSIF me.himself AND deed IN ('banner_on', 'banner_off', 'address_chosen', 'site_replaced', 'site_version_taken', 'sent',
    'handed_over', 'held_back', 'accepted_as_it_stands', 'letters_as_entities', 'reassigned', 'sending_cancelled',
    'site_connected')
  THEN
    PERFORM newsroom.check_editor(me);
  END IF;
END $$;
