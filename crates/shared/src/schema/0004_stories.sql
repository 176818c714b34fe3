-- The law of stories: newsroom::Article with its moves, in SQL. What an operation does is taken as steps one after the other, each of
-- which must be allowed by itself: the story passes to another author, it makes a move, its place is chosen, its words change.

-- What readers have, or may have (newsroom::Readers::may_have_it).
CREATE FUNCTION newsroom.may_be_live(story jsonb) RETURNS boolean LANGUAGE sql IMMUTABLE AS $$
  SELECT story #>> '{readers,live,revision}' IS NOT NULL OR story #>> '{readers,unseen_since}' IS NOT NULL
$$;

-- newsroom::Article::may_edit: why somebody may not change the words, or null.
CREATE FUNCTION newsroom.unmet_to_edit(me newsroom.asker, story jsonb) RETURNS text LANGUAGE sql IMMUTABLE AS $$
  SELECT CASE story ->> 'stage'
    WHEN 'draft' THEN CASE WHEN NOT me.himself OR story ->> 'author' <> me.staff::text THEN 'not_author' END
    WHEN 'in_edit' THEN CASE WHEN NOT me.himself OR story ->> 'claimed_by' <> me.staff::text THEN 'claimed_by' END
    ELSE 'not_from_here'
  END
$$;

-- newsroom::readiness, as far as it needs no tables of sections: true if something is missing before this move.
CREATE FUNCTION newsroom.lacks(manuscript jsonb, to_approve boolean) RETURNS boolean LANGUAGE plpgsql IMMUTABLE AS $$
DECLARE
  figures text[] := ARRAY(
    SELECT value #>> '{}' FROM jsonb_path_query(manuscript, 'lax $.body.doc.** ? (@.type == "figure").attrs.photo') AS value
  );
  used text[] := figures || coalesce(manuscript ->> 'lead_photo', '');
  words text := (
    SELECT string_agg(value #>> '{}', '') FROM jsonb_path_query(manuscript, 'lax $.body.doc.** ? (@.type == "text").text') AS value
  );
BEGIN
  IF newsroom.is_blank(manuscript ->> 'headline') OR figures = '{}' AND newsroom.is_blank(words) THEN RETURN true; END IF;
  RETURN to_approve AND (
    newsroom.is_blank(manuscript ->> 'standfirst') OR manuscript ->> 'section' IS NULL
    OR EXISTS (
      SELECT FROM unnest(used) AS id
      LEFT JOIN jsonb_array_elements(manuscript -> 'photos') AS photo ON photo ->> 'id' = id
      WHERE id <> '' AND (photo IS NULL OR newsroom.is_blank(photo ->> 'caption') OR newsroom.is_blank(photo ->> 'credit')
        OR newsroom.is_blank(photo ->> 'alt_text'))
    )
  );
END $$;

-- The kept state with its approval, if there are both and they are of one content.
CREATE FUNCTION newsroom.approved(which text, its_story text) RETURNS jsonb LANGUAGE sql STABLE AS $$
  SELECT revision.content || jsonb_build_object('forced', approval.content -> 'forced', 'approved_by', approval.content -> 'approved_by')
  FROM newsroom.thing AS revision JOIN newsroom.thing AS approval USING (key)
  WHERE key = which AND revision.kind = 'revision' AND approval.kind = 'approval'
    AND revision.content ->> 'story' = its_story AND revision.content ->> 'content' = approval.content ->> 'content'
$$;

-- newsroom::Article::unmet: why a condition of a row is not met, or null. `note` is what was said at the move.
CREATE FUNCTION newsroom.unmet(
  condition text, me newsroom.asker, which text, what text, was jsonb, shall jsonb, note text
) RETURNS text LANGUAGE plpgsql AS $$
DECLARE
  own boolean := was ->> 'author' = me.staff::text OR was -> 'past_authors' ? me.staff::text;
  forced text;
BEGIN
  CASE condition
    WHEN 'author' THEN
      IF was ->> 'author' <> me.staff::text THEN RETURN 'not_author'; END IF;
    WHEN 'four_eyes' THEN
      forced := newsroom.approved(shall ->> 'approved_revision', which) ->> 'forced';
      IF own AND me.role = 'chief' AND forced IS NOT NULL THEN
        IF newsroom.is_blank(forced) THEN RETURN 'reason_missing'; END IF;
      ELSIF own THEN RETURN 'own_story';
      ELSIF forced IS NOT NULL THEN RETURN 'fixed';
      END IF;
    WHEN 'claimant' THEN
      IF was ->> 'claimed_by' IS NULL THEN RETURN 'not_from_here'; END IF;
      IF was ->> 'claimed_by' <> me.staff::text THEN RETURN 'claimed_by'; END IF;
    WHEN 'reason' THEN
      -- A story that is returned keeps why; other moves say it in the history.
      IF newsroom.is_blank(CASE what WHEN 'return' THEN shall ->> 'returned' ELSE note END) THEN RETURN 'reason_missing'; END IF;
    WHEN 'ready_to_file' THEN
      IF newsroom.lacks(shall -> 'manuscript', false) THEN RETURN 'lacks'; END IF;
    WHEN 'ready_to_approve' THEN
      IF newsroom.lacks(shall -> 'manuscript', true) THEN RETURN 'lacks'; END IF;
    WHEN 'approved_as_is' THEN
      -- Between an approval and now nobody can have changed a word: that takes a move which voids the approval.
      IF newsroom.approved(was ->> 'approved_revision', which) -> 'manuscript' IS DISTINCT FROM was -> 'manuscript' THEN
        RETURN 'not_approved';
      END IF;
    WHEN 'later_hour' THEN
      IF shall ->> 'publish_at' IS NULL THEN RETURN 'hour_missing'; END IF;
      -- newsroom::moves::MIN_LEAD, by this clock.
      IF newsroom.moment(shall ->> 'publish_at') < clock_timestamp() + interval '2 minutes' THEN RETURN 'hour_too_near'; END IF;
    WHEN 'not_sending' THEN
      -- Known by the outbox of the laptop that sends.
      RETURN NULL;
    WHEN 'may_be_live' THEN
      IF NOT newsroom.may_be_live(was) THEN RETURN 'not_live'; END IF;
    WHEN 'live' THEN
      IF was #>> '{readers,live,revision}' IS NULL THEN RETURN 'not_live'; END IF;
    WHEN 'not_live' THEN
      IF newsroom.may_be_live(was) THEN RETURN 'live'; END IF;
    WHEN 'was_draft' THEN
      IF was ->> 'spiked_from' IS DISTINCT FROM 'draft' THEN RETURN 'not_from_here'; END IF;
    WHEN 'handed_in' THEN
      IF was ->> 'spiked_from' IS NOT DISTINCT FROM 'draft' THEN RETURN 'not_author'; END IF;
    ELSE
      RETURN 'unknown_condition';
  END CASE;
  RETURN NULL;
END $$;

-- newsroom::Article::take_effect: the story as a move leaves it. What a person says at it is taken from `shall`.
CREATE FUNCTION newsroom.moved(
  me newsroom.asker, which text, what text, to_stage text, was jsonb, shall jsonb
) RETURNS jsonb LANGUAGE plpgsql AS $$
DECLARE
  here jsonb := was || jsonb_build_object('stage', to_stage);
  live jsonb;
  unset jsonb := 'null';
BEGIN
  IF what IN ('claim', 'revise', 'reopen') THEN
    here := here || jsonb_build_object('claimed_by', me.staff, 'approved_revision', unset);
  ELSIF what = 'approve' THEN
    live := newsroom.approved(shall ->> 'approved_revision', which);
    IF live IS NULL OR live -> 'manuscript' <> was -> 'manuscript' OR live ->> 'approved_by' <> me.staff::text THEN
      PERFORM newsroom.refuse('not_approved', 'not of this content, or not by this person');
    END IF;
    here := here || jsonb_build_object('approved_revision', shall -> 'approved_revision');
  ELSIF what = 'schedule' THEN
    here := here || jsonb_build_object('publish_at', shall -> 'publish_at');
  ELSIF what IN ('publish', 'unschedule', 'withdraw') THEN
    here := here || jsonb_build_object('publish_at', unset);
  ELSIF what = 'file' THEN
    here := here || jsonb_build_object('returned', unset);
  ELSIF what = 'return' THEN
    here := here || jsonb_build_object('returned', shall -> 'returned');
  ELSIF what = 'spike' THEN
    here := here || jsonb_build_object('spiked_from', was -> 'stage');
  ELSIF what = 'restore' THEN
    here := here || jsonb_build_object('spiked_from', unset);
  ELSIF what = 'abandon' THEN
    live := newsroom.approved(was #>> '{readers,live,revision}', which);
    IF live IS NULL THEN PERFORM newsroom.refuse('not_live', what); END IF;
    here := here || jsonb_build_object('manuscript', live -> 'manuscript', 'returned', unset, 'publish_at', unset,
      'approved_revision', was #> '{readers,live,revision}');
  ELSIF what = 'confirm_online' THEN
    IF shall #>> '{readers,live,revision}' IS DISTINCT FROM was ->> 'approved_revision' THEN
      PERFORM newsroom.refuse('not_approved', 'another version is online');
    END IF;
    here := here || jsonb_build_object('readers', shall -> 'readers', 'link', shall -> 'link');
  END IF;
  IF to_stage <> 'in_edit' THEN here := here || jsonb_build_object('claimed_by', unset); END IF;
  RETURN here;
END $$;

-- newsroom::Article::make_move: the story after the move. Without a name any move that leads there will do.
CREATE FUNCTION newsroom.make_move(
  me newsroom.asker, which text, named text, was jsonb, shall jsonb, note text
) RETURNS jsonb LANGUAGE plpgsql AS $$
DECLARE
  rule newsroom.rule;
  why text := 'not_from_here';
  unmet text;
  condition text;
BEGIN
  -- What readers have, with its approval, is what a story goes back to.
  IF named = 'abandon' AND newsroom.approved(was #>> '{readers,live,revision}', which) IS NULL THEN
    PERFORM newsroom.refuse('not_live', named);
  END IF;
  FOR rule IN
    SELECT * FROM newsroom.rule
    WHERE from_stage = was ->> 'stage' AND to_stage = shall ->> 'stage' AND (named IS NULL OR what = named)
    ORDER BY place
  LOOP
    IF NOT (CASE WHEN me.himself THEN me.role = ANY (rule.roles) ELSE rule.roles = '{}' END) THEN
      -- A row of this person's own says better why not.
      IF why = 'not_from_here' THEN why := 'role'; END IF;
      CONTINUE;
    END IF;
    unmet := NULL;
    FOREACH condition IN ARRAY rule.conditions LOOP
      unmet := newsroom.unmet(condition, me, which, rule.what, was, shall, note);
      EXIT WHEN unmet IS NOT NULL;
    END LOOP;
    IF unmet IS NULL THEN RETURN newsroom.moved(me, which, rule.what, rule.to_stage, was, shall); END IF;
    why := unmet;
  END LOOP;
  PERFORM newsroom.refuse(why, coalesce(named, 'from ' || (was ->> 'stage') || ' to ' || (shall ->> 'stage')));
END $$;

-- newsroom::Article::reassign: the story with the author that it shall have.
CREATE FUNCTION newsroom.reassigned(me newsroom.asker, was jsonb, shall jsonb) RETURNS jsonb LANGUAGE plpgsql AS $$
BEGIN
  IF NOT me.himself OR me.role = 'reporter' THEN PERFORM newsroom.refuse('role', 'reassign'); END IF;
  IF was ->> 'stage' IN ('published', 'withdrawn') THEN PERFORM newsroom.refuse('not_from_here', 'reassign'); END IF;
  IF me.role = 'editor' THEN
    IF was ->> 'stage' = 'in_edit' AND was ->> 'claimed_by' <> me.staff::text THEN
      PERFORM newsroom.refuse('claimed_by', 'reassign');
    ELSIF was ->> 'stage' NOT IN ('filed', 'in_edit') THEN
      PERFORM newsroom.refuse('role', 'reassign');
    END IF;
    IF shall ->> 'author' = me.staff::text THEN PERFORM newsroom.refuse('to_oneself', NULL); END IF;
  END IF;
  IF NOT EXISTS (SELECT FROM newsroom.member WHERE staff = newsroom.id(shall ->> 'author') AND left_at IS NULL) THEN
    PERFORM newsroom.refuse('unknown_person', NULL);
  END IF;
  RETURN was || jsonb_build_object('author', shall -> 'author',
    'past_authors', ((was -> 'past_authors') - (shall ->> 'author')) || jsonb_build_array(was -> 'author'));
END $$;

CREATE FUNCTION newsroom.check_story_shape(story jsonb) RETURNS void LANGUAGE plpgsql AS $$
DECLARE
  field text;
BEGIN
  PERFORM newsroom.check_shape(story, '{manuscript=object,stage=string,author=string,past_authors=array,claimed_by=string|null,
    approved_revision=string|null,banner=boolean,banner_until=string|null,slug=string|null,publish_at=string|null,
    returned=string|null,spiked_from=string|null,readers=object,link=string|null,created_at=string,updated_at=string}');
  PERFORM newsroom.check_shape(story -> 'readers', '{live=object|null,withdrawn_at=string|null,unseen_since=string|null}');
  IF story #>> '{readers,live}' IS NOT NULL THEN
    PERFORM newsroom.check_shape(story #> '{readers,live}', '{revision=string,since=string}');
  END IF;
  PERFORM newsroom.id(story ->> 'author'), newsroom.id(story ->> 'claimed_by'), newsroom.id(story ->> 'approved_revision'),
    newsroom.id(story #>> '{readers,live,revision}'), newsroom.moment(story #>> '{readers,live,since}');
  FOREACH field IN ARRAY '{banner_until,publish_at,created_at,updated_at}'::text[] LOOP
    PERFORM newsroom.moment(story ->> field);
  END LOOP;
  PERFORM newsroom.moment(story #>> '{readers,withdrawn_at}'), newsroom.moment(story #>> '{readers,unseen_since}');
  PERFORM newsroom.check_shape(story -> 'manuscript', '{headline=string,standfirst=string,byline=string,section=string|null,
    tags=array,body=object,lead_photo=string|null,photos=array,correction?=string,related?=array}');
END $$;

CREATE FUNCTION newsroom.law_story(
  me newsroom.asker, which text, was jsonb, shall jsonb, operation jsonb
) RETURNS void LANGUAGE plpgsql AS $$
DECLARE
  here jsonb;
  deeds text[];
  named text;
  note text;
  field text;
  unmet text;
BEGIN
  PERFORM newsroom.check_story_shape(shall), newsroom.id(which);
  IF was IS NULL THEN
    IF NOT me.himself OR shall ->> 'author' <> me.staff::text THEN PERFORM newsroom.refuse('author', 'a new story'); END IF;
    here := '{"stage": "draft", "past_authors": [], "claimed_by": null, "approved_revision": null, "banner": false, "banner_until": null,
      "slug": null, "publish_at": null, "returned": null, "spiked_from": null, "link": null,
      "readers": {"live": null, "withdrawn_at": null, "unseen_since": null}}';
    FOR field IN SELECT jsonb_object_keys(here) LOOP
      IF here -> field <> shall -> field THEN PERFORM newsroom.refuse('fixed', field); END IF;
    END LOOP;
    RETURN;
  END IF;
  IF NOT newsroom.sees_story(me.staff, me.role, which::uuid) THEN PERFORM newsroom.refuse('hidden', NULL); END IF;

  SELECT array_agg(content ->> 'deed'), max(content ->> 'deed') FILTER (WHERE content ->> 'deed' IN (SELECT what FROM newsroom.rule)),
    max(content ->> 'note') FILTER (WHERE content ->> 'deed' IN (SELECT what FROM newsroom.rule))
  INTO deeds, named, note
  FROM jsonb_array_elements(operation -> 'things') AS thing, LATERAL (SELECT thing -> 'content' AS content) AS deed
  WHERE thing ->> 'kind' = 'deed' AND content ->> 'story' = which;

  IF cardinality(ARRAY(SELECT what FROM newsroom.rule WHERE what = ANY (deeds) GROUP BY what)) > 1 THEN
    PERFORM newsroom.refuse('deed', 'several moves of one story');
  END IF;

  here := was;
  IF was -> 'author' <> shall -> 'author' THEN here := newsroom.reassigned(me, was, shall); END IF;
  -- The site's version becomes the story in one change, which takes it into the editor's hands without lines of their own.
  IF 'site_version_taken' = ANY (deeds) AND here ->> 'stage' = 'scheduled' THEN
    here := newsroom.make_move(me, which, 'unschedule', here, shall || '{"stage": "approved"}', NULL);
  END IF;
  IF named IS NOT NULL OR here -> 'stage' <> shall -> 'stage' THEN
    here := newsroom.make_move(me, which, named, here, shall, note);
  ELSIF NOT me.himself THEN
    PERFORM newsroom.refuse('author', 'the program changes no story but when it is online');
  END IF;

  IF (here -> 'banner', here -> 'banner_until', here -> 'slug') IS DISTINCT FROM
    (shall -> 'banner', shall -> 'banner_until', shall -> 'slug')
  THEN
    IF NOT me.himself OR me.role = 'reporter' THEN PERFORM newsroom.refuse('role', 'placement'); END IF;
    IF NOT (shall -> 'banner')::boolean AND shall ->> 'banner_until' IS NOT NULL THEN
      PERFORM newsroom.refuse('shape', 'banner_until');
    END IF;
  END IF;
  IF here -> 'manuscript' <> shall -> 'manuscript' THEN
    -- Words and moves are changes of their own, but where a site's version is taken.
    IF here -> 'stage' <> was -> 'stage' AND NOT coalesce('site_version_taken' = ANY (deeds), false) THEN
      PERFORM newsroom.refuse('fixed', 'manuscript');
    END IF;
    unmet := newsroom.unmet_to_edit(me, here);
    IF unmet IS NOT NULL THEN PERFORM newsroom.refuse(unmet, 'manuscript'); END IF;
  END IF;
  PERFORM newsroom.check_fixed(here, shall, '{stage,author,past_authors,claimed_by,approved_revision,publish_at,returned,
    spiked_from,readers,link,created_at}');
END $$;
