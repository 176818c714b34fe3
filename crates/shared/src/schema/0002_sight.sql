-- Who sees what, and small words that the laws are written in. These functions run with the rights of who calls them and can be
-- executed by nobody but the owner: in the functions of 0004 that is whom they run as.

-- Refuses: everything that was done since the operation began is undone, and this is the reply.
CREATE FUNCTION newsroom.refuse(why text, detail text) RETURNS void LANGUAGE plpgsql AS $$
BEGIN
  RAISE EXCEPTION USING ERRCODE = 'ND001', MESSAGE = why, DETAIL = coalesce(detail, '');
END $$;

-- A time as laptops write it (RFC 3339). PostgreSQL would also take 'now', 'infinity' and 'tomorrow'.
CREATE FUNCTION newsroom.moment(value text) RETURNS timestamptz LANGUAGE plpgsql STABLE AS $$
BEGIN
  IF value IS NULL THEN RETURN NULL; END IF;
  IF value !~ '^[0-9]{4}-[0-9]{2}-[0-9]{2}T[0-9]{2}:[0-9]{2}:[0-9]{2}(\.[0-9]{1,9})?(Z|[+-][0-9]{2}:[0-9]{2})$' THEN
    PERFORM newsroom.refuse('shape', 'no time: ' || left(value, 40));
  END IF;
  RETURN value::timestamptz;
END $$;

-- An id as laptops write it; null for null.
CREATE FUNCTION newsroom.id(value text) RETURNS uuid LANGUAGE plpgsql IMMUTABLE AS $$
BEGIN
  IF value IS NOT NULL AND value !~ '^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$' THEN
    PERFORM newsroom.refuse('shape', 'no id: ' || left(value, 40));
  END IF;
  RETURN value::uuid;
END $$;

CREATE FUNCTION newsroom.is_blank(value text) RETURNS boolean LANGUAGE sql IMMUTABLE AS $$
  SELECT value IS NULL OR value !~ '[^[:space:]]'
$$;

-- Refuses content that is no object with exactly these fields: a field more would be carried to every laptop unseen.
-- `name=string|null` says of which JSON types it is; a name with `?` may be missing.
CREATE FUNCTION newsroom.check_shape(content jsonb, fields text[]) RETURNS void LANGUAGE plpgsql IMMUTABLE AS $$
DECLARE
  field text;
  name text;
  known text[] := '{}';
  kind text;
BEGIN
  IF jsonb_typeof(content) IS DISTINCT FROM 'object' THEN
    PERFORM newsroom.refuse('shape', 'no object');
  END IF;
  FOREACH field IN ARRAY fields LOOP
    name := split_part(rtrim(split_part(field, '=', 1), '?'), '=', 1);
    known := known || name;
    IF NOT content ? name THEN
      IF field NOT LIKE '%?=%' THEN PERFORM newsroom.refuse('shape', 'lacks ' || name); END IF;
      CONTINUE;
    END IF;
    kind := split_part(field, '=', 2);
    IF NOT (jsonb_typeof(content -> name) = ANY (string_to_array(kind, '|'))) THEN
      PERFORM newsroom.refuse('shape', name || ' is no ' || kind);
    END IF;
  END LOOP;
  SELECT key INTO name FROM jsonb_object_keys(content) AS key WHERE NOT key = ANY (known) LIMIT 1;
  IF FOUND THEN PERFORM newsroom.refuse('shape', 'unknown field ' || left(name, 40)); END IF;
END $$;

-- Kinds in the order in which they can be written (newsroom::Kind).
CREATE FUNCTION newsroom.rank(kind text) RETURNS integer LANGUAGE sql IMMUTABLE AS $$
  SELECT array_position(ARRAY['staff', 'section', 'template', 'photo', 'revision', 'approval', 'story', 'remark', 'deed'], kind)
$$;

-- newsroom::article::visibility with newsroom::rights::Standing::is_visible_to.
CREATE FUNCTION newsroom.sight(staff uuid, role text, author uuid, stage text, live boolean) RETURNS boolean
LANGUAGE sql IMMUTABLE AS $$
  SELECT role = 'chief' OR staff = author OR role = 'editor' AND (live OR stage NOT IN ('draft', 'spiked'))
$$;

CREATE FUNCTION newsroom.sees_story(staff uuid, role text, which uuid) RETURNS boolean LANGUAGE sql STABLE AS $$
  SELECT EXISTS (
    SELECT FROM newsroom.standing AS s
    WHERE s.story = which AND newsroom.sight(staff, role, s.author, s.stage, s.live)
  )
$$;

CREATE FUNCTION newsroom.sees_photo(staff uuid, role text, which text, brought_by text) RETURNS boolean
LANGUAGE sql STABLE AS $$
  SELECT role <> 'reporter' OR brought_by = staff::text OR EXISTS (
    SELECT FROM newsroom.photo_in AS used JOIN newsroom.standing AS s USING (story)
    WHERE used.original = which AND newsroom.sight(staff, role, s.author, s.stage, s.live)
  )
$$;

-- Whether somebody sees a thing. What belongs to no story is everybody's, but for lines of the history, which are told to the
-- chief and to who did it.
CREATE FUNCTION newsroom.sees(staff uuid, role text, kind text, key text, story uuid, content jsonb) RETURNS boolean
LANGUAGE sql STABLE AS $$
  SELECT CASE
    WHEN story IS NOT NULL THEN newsroom.sees_story(staff, role, story)
    WHEN kind = 'photo' THEN newsroom.sees_photo(staff, role, key, content ->> 'brought_by')
    WHEN kind = 'deed' THEN role = 'chief' OR content ->> 'actor' = staff::text
    ELSE true
  END
$$;

-- The next number. The turn is held (newsroom.take_turn), so that numbers appear in the order of commits.
CREATE FUNCTION newsroom.next_number() RETURNS bigint LANGUAGE sql AS $$
  UPDATE newsroom.meta SET counter = counter + 1 RETURNING counter
$$;

-- Gives new numbers to all that belongs to these stories, also to the photos that they use: whom they came into sight of has
-- read past the old ones. Who has them knows it by their versions.
-- `loose` adds photos and lines of the history that belong to no story.
CREATE FUNCTION newsroom.tell_anew(stories uuid[], loose boolean DEFAULT false) RETURNS void LANGUAGE plpgsql AS $$
DECLARE
  counted bigint;
  start bigint;
BEGIN
  SELECT counter INTO start FROM newsroom.meta;
  WITH mine AS (
    SELECT kind, key, number FROM newsroom.thing WHERE story = ANY (stories)
    UNION
    SELECT thing.kind, thing.key, thing.number FROM newsroom.thing
    JOIN newsroom.photo_in AS used ON thing.kind = 'photo' AND thing.key = used.original
    WHERE used.story = ANY (stories)
    UNION
    SELECT kind, key, number FROM newsroom.thing WHERE loose AND story IS NULL AND kind IN ('photo', 'deed')
  ), placed AS (
    SELECT kind, key, row_number() OVER (ORDER BY newsroom.rank(kind), number) AS place FROM mine
  )
  UPDATE newsroom.thing SET number = start + placed.place FROM placed
  WHERE thing.kind = placed.kind AND thing.key = placed.key;
  GET DIAGNOSTICS counted = ROW_COUNT;
  UPDATE newsroom.meta SET counter = start + counted;
END $$;

-- A story changed hands, stage or readers: whoever sees it only now is told all of it, and whoever saw it is told once that it is
-- gone. `was` is its standing before.
CREATE FUNCTION newsroom.sight_changed(was newsroom.standing) RETURNS void LANGUAGE plpgsql AS $$
DECLARE
  somebody newsroom.member;
  here newsroom.standing;
  seen boolean;
  sees boolean;
  found_anew boolean := false;
BEGIN
  SELECT * INTO here FROM newsroom.standing WHERE story = was.story;
  FOR somebody IN SELECT * FROM newsroom.member LOOP
    seen := newsroom.sight(somebody.staff, somebody.role, was.author, was.stage, was.live);
    sees := newsroom.sight(somebody.staff, somebody.role, here.author, here.stage, here.live);
    IF sees AND NOT seen THEN
      found_anew := true;
      DELETE FROM newsroom.lost_sight WHERE member = somebody.staff AND story = was.story;
    ELSIF seen AND NOT sees THEN
      PERFORM newsroom.lose(somebody.staff, was.story);
    END IF;
  END LOOP;
  IF found_anew THEN PERFORM newsroom.tell_anew(ARRAY[was.story]); END IF;
END $$;

CREATE FUNCTION newsroom.lose(who uuid, which uuid) RETURNS void LANGUAGE sql AS $$
  INSERT INTO newsroom.lost_sight (member, story, number, version)
  SELECT who, which, newsroom.next_number(), version FROM newsroom.thing WHERE kind = 'story' AND key = which::text
  ON CONFLICT (member, story) DO UPDATE SET number = excluded.number, version = excluded.version
$$;

-- Somebody got another role, and sees other stories by it.
CREATE FUNCTION newsroom.role_changed(who uuid, old_role text, new_role text) RETURNS void LANGUAGE plpgsql AS $$
DECLARE
  here newsroom.standing;
  anew uuid[] := '{}';
  seen boolean;
  sees boolean;
BEGIN
  FOR here IN SELECT * FROM newsroom.standing LOOP
    seen := newsroom.sight(who, old_role, here.author, here.stage, here.live);
    sees := newsroom.sight(who, new_role, here.author, here.stage, here.live);
    IF sees AND NOT seen THEN
      anew := anew || here.story;
      DELETE FROM newsroom.lost_sight WHERE member = who AND story = here.story;
    ELSIF seen AND NOT sees THEN
      PERFORM newsroom.lose(who, here.story);
    END IF;
  END LOOP;
  -- Roles are so ordered that who rises sees more.
  PERFORM newsroom.tell_anew(anew, new_role = 'chief' OR old_role = 'reporter');
END $$;
