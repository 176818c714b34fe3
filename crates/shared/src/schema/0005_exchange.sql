-- What people's laptops call: hello, push, pull. Only these run with the owner's rights. Their search path is fixed, with temporary tables
-- last (nobody may make one here besides), and so is whatever else of a session's settings could change what they say.

-- The member whose session it is, if he is let in.
CREATE FUNCTION newsroom.who_asks() RETURNS newsroom.member LANGUAGE plpgsql STABLE AS $$
DECLARE
  me newsroom.member;
BEGIN
  SELECT * INTO me FROM newsroom.member WHERE role_name = session_user;
  IF NOT FOUND OR me.left_at IS NOT NULL OR me.blocked_at IS NOT NULL THEN
    RAISE EXCEPTION USING ERRCODE = 'ND002', MESSAGE = 'blocked';
  END IF;
  RETURN me;
END $$;

-- Waits for the turn to change something, and keeps it until the transaction has ended and can be seen. It is the lock of a row
-- that nobody outside can reach. Somebody who keeps it by leaving a transaction open is thrown out by the next in line: his own
-- timeouts are his to change.
CREATE FUNCTION newsroom.take_turn() RETURNS void LANGUAGE plpgsql AS $$
BEGIN
  FOR attempt IN 1..4 LOOP
    BEGIN
      PERFORM set_config('lock_timeout', '3s', true);
      PERFORM FROM newsroom.meta FOR UPDATE;
      RETURN;
    EXCEPTION WHEN lock_not_available THEN
      -- Whoever only reads has another lock on the table, however long he takes.
      PERFORM pg_terminate_backend(pid) FROM pg_stat_activity JOIN pg_locks USING (pid)
      WHERE pid <> pg_backend_pid() AND datname = current_database() AND usename IN (SELECT role_name FROM newsroom.member)
        AND relation = 'newsroom.meta'::regclass AND mode = 'RowShareLock' AND granted
        AND (state LIKE 'idle in transaction%' AND state_change < clock_timestamp() - interval '2 s'
          OR xact_start < clock_timestamp() - interval '45 s');
      PERFORM pg_stat_clear_snapshot();
    END;
  END LOOP;
  RAISE EXCEPTION USING ERRCODE = '55P03', MESSAGE = 'somebody else changes something for long';
END $$;

-- Refuses a story's thing to whom the story is hidden. A story that the operation itself moves counts as it was before.
CREATE FUNCTION newsroom.check_seen(me newsroom.asker, kind text, key text, content jsonb, story uuid, before jsonb) RETURNS void
LANGUAGE plpgsql AS $$
DECLARE
  was newsroom.standing := jsonb_populate_record(NULL::newsroom.standing, before -> story::text);
  here newsroom.standing;
BEGIN
  SELECT * INTO here FROM newsroom.standing AS s WHERE s.story = check_seen.story;
  IF NOT FOUND THEN PERFORM newsroom.refuse('hidden', kind || ' of no story'); END IF;
  IF was.story IS NULL THEN was := here; END IF;
  IF NOT newsroom.sight(me.staff, me.role, was.author, was.stage, was.live) THEN
    -- What somebody wrote without the line, in a story that was taken from him meanwhile, is kept for those who have it now.
    IF kind <> 'revision' OR content ->> 'occasion' <> 'taken_back' OR NOT EXISTS (
      SELECT FROM newsroom.lost_sight AS l WHERE l.member = me.staff AND l.story = check_seen.story
    ) THEN
      PERFORM newsroom.refuse('hidden', kind);
    END IF;
  END IF;
  IF kind = 'remark' AND here.stage = 'spiked' THEN PERFORM newsroom.refuse('not_from_here', 'remark'); END IF;
END $$;

-- What follows from a story's new state: who sees it, and which photos it uses. Photos that come into it are told anew before it, as
-- whoever sees it may never have been told of them.
CREATE FUNCTION newsroom.note_story(which uuid, shall jsonb) RETURNS void LANGUAGE plpgsql AS $$
DECLARE
  photo text;
BEGIN
  FOR photo IN
    INSERT INTO newsroom.photo_in (story, original)
    SELECT DISTINCT which, used ->> 'original' FROM jsonb_array_elements(shall #> '{manuscript,photos}') AS used
    WHERE used ->> 'original' IS NOT NULL
    ON CONFLICT DO NOTHING RETURNING original
  LOOP
    UPDATE newsroom.thing SET number = newsroom.next_number() WHERE kind = 'photo' AND key = photo;
  END LOOP;
  DELETE FROM newsroom.photo_in WHERE story = which AND NOT original = ANY (ARRAY(
    SELECT used ->> 'original' FROM jsonb_array_elements(shall #> '{manuscript,photos}') AS used
  ));
  INSERT INTO newsroom.standing (story, author, stage, live)
  VALUES (which, newsroom.id(shall ->> 'author'), shall ->> 'stage', newsroom.may_be_live(shall))
  ON CONFLICT (story) DO UPDATE SET author = excluded.author, stage = excluded.stage, live = excluded.live;
END $$;

-- Judges one thing by the law of its kind and writes it. `before` is what stories stood at before the operation.
CREATE FUNCTION newsroom.write(me newsroom.asker, thing jsonb, operation jsonb, before jsonb) RETURNS bigint LANGUAGE plpgsql AS $$
DECLARE
  its_kind text := thing ->> 'kind';
  its_key text := thing ->> 'key';
  -- A template that is removed has none.
  shall jsonb := nullif(thing -> 'content', 'null');
  was jsonb;
  its_story uuid;
  base bigint := (thing ->> 'base')::bigint;
BEGIN
  IF octet_length(thing ->> 'content') > 8 * 1024 * 1024 THEN PERFORM newsroom.refuse('too_large', 'a thing'); END IF;
  IF shall IS NULL AND its_kind <> 'template' THEN PERFORM newsroom.refuse('shape', 'no content'); END IF;
  IF base > 0 THEN
    SELECT content INTO was FROM newsroom.thing WHERE kind = its_kind AND key = its_key;
    IF its_kind IN ('revision', 'approval', 'deed') THEN PERFORM newsroom.refuse('kept_for_ever', its_kind); END IF;
  END IF;
  CASE its_kind
    WHEN 'staff' THEN PERFORM newsroom.law_staff(me, its_key, was, shall);
    WHEN 'section' THEN PERFORM newsroom.law_section(me, its_key, was, shall);
    WHEN 'template' THEN PERFORM newsroom.law_template(me, its_key, was, shall);
    WHEN 'photo' THEN
      IF base > 0 AND NOT newsroom.sees_photo(me.staff, me.role, its_key, was ->> 'brought_by') THEN
        PERFORM newsroom.refuse('hidden', 'photo');
      END IF;
      PERFORM newsroom.law_photo(me, its_key, was, shall);
    WHEN 'revision' THEN
      PERFORM newsroom.law_revision(me, its_key, shall);
      its_story := newsroom.id(shall ->> 'story');
    WHEN 'approval' THEN
      PERFORM newsroom.law_approval(me, its_key, shall, operation);
      SELECT story INTO its_story FROM newsroom.thing WHERE kind = 'revision' AND key = its_key;
    WHEN 'story' THEN
      PERFORM newsroom.law_story(me, its_key, was, shall, operation);
      its_story := newsroom.id(its_key);
      PERFORM newsroom.note_story(its_story, shall);
    WHEN 'remark' THEN
      PERFORM newsroom.law_remark(me, its_key, was, shall);
      its_story := newsroom.id(shall ->> 'story');
    WHEN 'deed' THEN
      PERFORM newsroom.law_deed(me, its_key, shall, operation);
      its_story := newsroom.id(shall ->> 'story');
  END CASE;
  INSERT INTO newsroom.thing (kind, key, version, number, content, story)
  VALUES (its_kind, its_key, base + 1, newsroom.next_number(), shall, its_story)
  ON CONFLICT (kind, key) DO UPDATE SET version = excluded.version, number = excluded.number, content = excluded.content;
  RETURN base + 1;
END $$;

-- Does what an operation says, or raises what forbids it; the versions in the operation's order.
CREATE FUNCTION newsroom.apply(me newsroom.asker, operation jsonb) RETURNS jsonb LANGUAGE plpgsql AS $$
DECLARE
  thing jsonb;
  place bigint;
  versions jsonb := '{}';
  -- Standings before, by story.
  before jsonb;
  was newsroom.standing;
  here newsroom.standing;
BEGIN
  SELECT coalesce(jsonb_object_agg(s.story::text, to_jsonb(s)), '{}') INTO before
  FROM newsroom.standing AS s JOIN jsonb_array_elements(operation -> 'things') AS t
    ON t ->> 'kind' = 'story' AND newsroom.id(t ->> 'key') = s.story;
  FOR thing, place IN
    SELECT value, ordinality FROM jsonb_array_elements(operation -> 'things') WITH ORDINALITY
    ORDER BY newsroom.rank(value ->> 'kind'), ordinality
  LOOP
    versions := versions || jsonb_build_object(lpad(place::text, 4, '0'), newsroom.write(me, thing, operation, before));
  END LOOP;
  -- A kept state may come before its story, so who sees the story is asked when all are there.
  PERFORM newsroom.check_seen(me, there.kind, there.key, there.content, there.story, before)
  FROM jsonb_array_elements(operation -> 'things') AS t
  JOIN newsroom.thing AS there ON there.kind = t ->> 'kind' AND there.key = t ->> 'key'
  WHERE there.kind <> 'story' AND there.story IS NOT NULL;
  FOR was IN SELECT (jsonb_populate_record(NULL::newsroom.standing, value)).* FROM jsonb_each(before) LOOP
    SELECT * INTO here FROM newsroom.standing AS s WHERE s.story = was.story;
    IF here IS DISTINCT FROM was THEN PERFORM newsroom.sight_changed(was); END IF;
  END LOOP;
  RETURN (SELECT coalesce(jsonb_agg(value ORDER BY key), '[]') FROM jsonb_each(versions));
END $$;

-- Refuses what is no operation, so that the laws need not ask. Bounds: what a laptop's change of one story with its photos can
-- be, many times over.
CREATE FUNCTION newsroom.check_operation(operation jsonb) RETURNS void LANGUAGE plpgsql AS $$
DECLARE
  thing jsonb;
BEGIN
  IF octet_length(operation::text) > 16 * 1024 * 1024 THEN PERFORM newsroom.refuse('too_large', 'the operation'); END IF;
  PERFORM newsroom.check_shape(operation, '{id=string,author=string|null,at=string,things=array}');
  PERFORM newsroom.id(operation ->> 'id'), newsroom.id(operation ->> 'author');
  IF jsonb_array_length(operation -> 'things') NOT BETWEEN 1 AND 500 THEN
    PERFORM newsroom.refuse('too_large', 'things');
  END IF;
  FOR thing IN SELECT jsonb_array_elements(operation -> 'things') LOOP
    PERFORM newsroom.check_shape(thing, '{kind=string,key=string,base=number,content=object|null}');
    IF newsroom.rank(thing ->> 'kind') IS NULL THEN PERFORM newsroom.refuse('shape', 'unknown kind'); END IF;
    IF thing ->> 'key' !~ '^[0-9a-f/-]{1,80}$' THEN PERFORM newsroom.refuse('shape', 'key'); END IF;
    IF thing ->> 'base' !~ '^[0-9]{1,15}$' THEN PERFORM newsroom.refuse('shape', 'base'); END IF;
  END LOOP;
  IF (SELECT count(DISTINCT (t ->> 'kind', t ->> 'key')) < count(*) FROM jsonb_array_elements(operation -> 'things') AS t) THEN
    PERFORM newsroom.refuse('shape', 'a thing twice');
  END IF;
  -- A laptop whose clock runs ahead would date what it does into the future. What it did offline may be old.
  IF newsroom.moment(operation ->> 'at') > clock_timestamp() + interval '1 day' THEN
    PERFORM newsroom.refuse('clock', operation ->> 'at');
  END IF;
END $$;

-- Takes an operation whole or not at all, once, and says what became of it (newsroom::Pushed).
CREATE FUNCTION newsroom.push(operation jsonb) RETURNS jsonb LANGUAGE plpgsql
SECURITY DEFINER SET search_path = newsroom, pg_temp SET TimeZone = 'UTC' SET DateStyle = 'ISO, YMD' SET transform_null_equals = off
SET row_security = on AS $$
DECLARE
  member newsroom.member;
  me newsroom.asker;
  known newsroom.operation;
  its_digest text;
  newer jsonb;
  versions jsonb;
  reply jsonb;
  why text;
  detail text;
BEGIN
  -- An older picture of the newsroom than that of the turn would compare with old versions.
  IF current_setting('transaction_isolation') <> 'read committed' THEN
    RETURN '{"refused": {"why": "isolation", "detail": "read committed is needed"}}';
  END IF;
  PERFORM newsroom.who_asks();
  PERFORM newsroom.take_turn();
  -- Asked again: the chief may have blocked him while he waited.
  member := newsroom.who_asks();
  BEGIN
    PERFORM newsroom.check_operation(operation);
    its_digest := encode(sha256(convert_to(operation::text, 'UTF8')), 'hex');
    SELECT * INTO known FROM newsroom.operation AS o WHERE o.id = newsroom.id(operation ->> 'id');
    IF FOUND THEN
      IF known.role_name = session_user AND known.digest = its_digest THEN RETURN known.reply; END IF;
      PERFORM newsroom.refuse('not_yours', 'another operation has this id');
    END IF;
    me := (member.staff, member.role, operation ->> 'author' IS NOT NULL);
    IF me.himself AND operation ->> 'author' <> member.staff::text THEN
      PERFORM newsroom.refuse('author', 'another person than who is signed in');
    END IF;

    SELECT jsonb_agg(jsonb_build_object('kind', t.value -> 'kind', 'key', t.value -> 'key') ORDER BY t.ordinality) INTO newer
    FROM jsonb_array_elements(operation -> 'things') WITH ORDINALITY AS t
    JOIN newsroom.thing AS there ON there.kind = t.value ->> 'kind' AND there.key = t.value ->> 'key'
    WHERE there.version > (t.value ->> 'base')::bigint;
    IF newer IS NOT NULL THEN RETURN jsonb_build_object('newer', jsonb_build_object('things', newer)); END IF;
    IF EXISTS (
      SELECT FROM jsonb_array_elements(operation -> 'things') AS t
      LEFT JOIN newsroom.thing AS there ON there.kind = t ->> 'kind' AND there.key = t ->> 'key'
      WHERE coalesce(there.version, 0) < (t ->> 'base')::bigint
    ) THEN
      PERFORM newsroom.refuse('base', 'no such version');
    END IF;

    versions := newsroom.apply(me, operation);
    reply := jsonb_build_object('applied', jsonb_build_object('number', (SELECT counter FROM newsroom.meta), 'versions', versions));
    INSERT INTO newsroom.operation (id, author, role_name, at, received_at, digest, things, reply)
    SELECT newsroom.id(operation ->> 'id'), newsroom.id(operation ->> 'author'), session_user, newsroom.moment(operation ->> 'at'),
      clock_timestamp(), its_digest,
      jsonb_agg(jsonb_build_object('kind', t -> 'kind', 'key', t -> 'key', 'base', t -> 'base')), reply
    FROM jsonb_array_elements(operation -> 'things') AS t;
  EXCEPTION
    WHEN SQLSTATE 'ND001' THEN
      GET STACKED DIAGNOSTICS why = MESSAGE_TEXT, detail = PG_EXCEPTION_DETAIL;
      RETURN jsonb_build_object('refused', jsonb_build_object('why', why, 'detail', detail));
    -- Values that are none of their type.
    WHEN data_exception THEN
      RETURN jsonb_build_object('refused', jsonb_build_object('why', 'shape', 'detail', SQLERRM));
  END;
  -- Only wakes: who is woken asks.
  NOTIFY newsroom;
  RETURN reply;
END $$;

-- What this person sees of what changed after a number, in order (newsroom::Arrival): at most so many, and some megabyte.
CREATE FUNCTION newsroom.pull(after bigint, most integer) RETURNS SETOF jsonb LANGUAGE plpgsql STABLE
SECURITY DEFINER SET search_path = newsroom, pg_temp SET TimeZone = 'UTC' SET DateStyle = 'ISO, YMD' SET transform_null_equals = off
SET row_security = on AS $$
DECLARE
  me newsroom.member := newsroom.who_asks();
  room integer := greatest(least(most, 1000), 1);
  found record;
  arrival jsonb;
  bytes bigint := 0;
BEGIN
  -- Keys first, content as long as there is room: the rest need not be unpacked. Each part has a limit of its own, else all that
  -- is newer would be looked through and put in order for every page.
  FOR found IN
    SELECT * FROM (
      (SELECT t.number, t.kind, t.key, t.version, false AS lost FROM newsroom.thing AS t
        WHERE t.number > after AND newsroom.sees(me.staff, me.role, t.kind, t.key, t.story, t.content)
        ORDER BY t.number LIMIT room)
      UNION ALL
      (SELECT l.number, 'story', l.story::text, l.version, true FROM newsroom.lost_sight AS l
        WHERE l.member = me.staff AND l.number > after
        ORDER BY l.number LIMIT room)
    ) AS both_parts
    ORDER BY number LIMIT room
  LOOP
    arrival := jsonb_build_object('number', found.number, 'kind', found.kind, 'key', found.key, 'version', found.version,
      'content', NULL);
    IF found.lost THEN
      -- Whose it is and where it stands, so that it leaves the shelves there (newsroom::LostSight).
      SELECT arrival || jsonb_build_object('lost', jsonb_build_object('author', s.author, 'stage', s.stage)) INTO arrival
      FROM newsroom.standing AS s WHERE s.story = newsroom.id(found.key);
    ELSE
      SELECT arrival || jsonb_build_object('content', t.content) INTO arrival
      FROM newsroom.thing AS t WHERE t.kind = found.kind AND t.key = found.key;
    END IF;
    EXIT WHEN bytes > 0 AND bytes + octet_length(arrival::text) > 1000000;
    bytes := bytes + octet_length(arrival::text);
    RETURN NEXT arrival;
  END LOOP;
END $$;

-- Who I am, and where this newsroom stands.
CREATE FUNCTION newsroom.hello() RETURNS jsonb LANGUAGE plpgsql STABLE
SECURITY DEFINER SET search_path = newsroom, pg_temp SET TimeZone = 'UTC' SET row_security = on AS $$
DECLARE
  me newsroom.member := newsroom.who_asks();
BEGIN
  RETURN (
    SELECT jsonb_build_object('staff', me.staff, 'role', me.role, 'newsroom', meta.newsroom, 'newest', meta.counter,
      'schema', (SELECT max(number) FROM newsroom.migration), 'now', to_jsonb(clock_timestamp()))
    FROM newsroom.meta
  );
END $$;
