-- What all migrations come to. Written by `make schema`, compared by `make check`; not to be edited.

create table activity_actor (
    key text not null,
    constraint activity_actor_pkey PRIMARY KEY (key)
);

create table activity_follower (
    id bigint not null generated always as identity,
    actor text not null,
    follower text not null,
    origin text not null,
    inbox_id bigint not null,
    answer_to text not null,
    follow text not null,
    said_at timestamp with time zone not null,
    ended_at timestamp with time zone,
    due_at timestamp with time zone,
    attempts integer not null default 0,
    claimed_by text,
    claimed_until timestamp with time zone,
    constraint activity_follower_pkey PRIMARY KEY (id),
    constraint activity_follower_actor_follower_key UNIQUE (actor, follower),
    constraint activity_follower_inbox_id_fkey FOREIGN KEY (inbox_id) REFERENCES activity_inbox(id) ON DELETE CASCADE
);
CREATE INDEX activity_follower_due ON public.activity_follower USING btree (due_at) WHERE (due_at IS NOT NULL);
CREATE INDEX activity_follower_follower ON public.activity_follower USING btree (follower);
CREATE INDEX activity_follower_of_inbox ON public.activity_follower USING btree (inbox_id, actor) INCLUDE (ended_at);

create table activity_inbox (
    id bigint not null generated always as identity,
    address text not null,
    origin text not null,
    style text not null default 'cavage'::text,
    since timestamp with time zone not null,
    attempts integer not null default 0,
    failing_since timestamp with time zone,
    rest_until timestamp with time zone not null,
    constraint activity_inbox_pkey PRIMARY KEY (id),
    constraint activity_inbox_address_key UNIQUE (address),
    constraint activity_inbox_style_check CHECK ((style = ANY (ARRAY['cavage'::text, 'rfc9421'::text])))
);
CREATE INDEX activity_inbox_origin ON public.activity_inbox USING btree (origin);

create table activity_settled (
    id bigint not null generated always as identity,
    article_id bigint not null,
    told text,
    announced text[] not null,
    announcing text[] not null,
    undone text[] not null,
    inboxes bigint[] not null,
    undoing text[] not null default '{}'::text[],
    constraint activity_settled_pkey PRIMARY KEY (id),
    constraint activity_settled_article_id_fkey FOREIGN KEY (article_id) REFERENCES article(id),
    constraint activity_settled_inboxes_check CHECK ((cardinality(inboxes) > 0))
);
CREATE INDEX activity_settled_article ON public.activity_settled USING btree (article_id);

create table activity_telling (
    article_id bigint not null,
    inbox_id bigint not null,
    changes bigint not null default 1,
    changed_at timestamp with time zone not null,
    due_at timestamp with time zone,
    attempts integer not null default 0,
    may_have boolean not null default false,
    told text,
    announced text[] not null default '{}'::text[],
    claimed_by text,
    claimed_until timestamp with time zone,
    announcing text[] not null default '{}'::text[],
    undone text[] not null default '{}'::text[],
    undoing text[] not null default '{}'::text[],
    constraint activity_telling_pkey PRIMARY KEY (article_id, inbox_id),
    constraint activity_telling_article_id_fkey FOREIGN KEY (article_id) REFERENCES article(id),
    constraint activity_telling_inbox_id_fkey FOREIGN KEY (inbox_id) REFERENCES activity_inbox(id) ON DELETE CASCADE
);
CREATE INDEX activity_telling_due ON public.activity_telling USING btree (due_at) WHERE (due_at IS NOT NULL);
CREATE INDEX activity_telling_inbox ON public.activity_telling USING btree (inbox_id);
CREATE INDEX activity_telling_settled ON public.activity_telling USING btree (changed_at) WHERE (due_at IS NULL);

create table alert (
    id bigint not null generated always as identity,
    article_id bigint,
    kind text not null,
    occasion integer not null,
    revision integer not null,
    subjects bigint[] not null,
    lane smallint not null,
    created_at timestamp with time zone not null,
    due_at timestamp with time zone not null,
    not_after timestamp with time zone not null,
    planned_at timestamp with time zone,
    planned integer not null default 0,
    held_at timestamp with time zone,
    stopped_at timestamp with time zone,
    changed_in xid8 not null default pg_current_xact_id(),
    in_digest integer not null default 0,
    not_after_is_fixed boolean not null default false,
    searches integer[] not null default '{}'::integer[],
    stories bigint[] not null default '{}'::bigint[],
    authors bigint[] not null default '{}'::bigint[],
    constraint alert_pkey PRIMARY KEY (id),
    constraint alert_article_id_kind_occasion_key UNIQUE (article_id, kind, occasion),
    constraint alert_article_id_fkey FOREIGN KEY (article_id) REFERENCES article(id),
    constraint alert_in_digest_check CHECK ((in_digest >= 0)),
    constraint alert_kind_check CHECK ((kind = ANY (ARRAY['new'::text, 'update'::text, 'correction'::text, 'withdrawal'::text, 'reply'::text, 'digest'::text]))),
    constraint alert_names_its_article CHECK (((article_id IS NULL) = (kind = 'digest'::text))),
    constraint alert_not_after_check CHECK (((not_after >= due_at) OR (kind = 'digest'::text))),
    constraint alert_planned_check CHECK ((planned >= 0))
);
CREATE INDEX alert_changed ON public.alert USING btree (changed_in);
CREATE TRIGGER alert_note_change BEFORE UPDATE ON public.alert FOR EACH ROW EXECUTE FUNCTION note_change();

create table alert_counted (
    alert_id bigint not null,
    due_at timestamp with time zone not null,
    readers bytea not null,
    constraint alert_counted_pkey PRIMARY KEY (alert_id, due_at),
    constraint alert_counted_alert_id_fkey FOREIGN KEY (alert_id) REFERENCES alert(id)
);
CREATE INDEX alert_counted_due ON public.alert_counted USING btree (due_at);

create table alert_set (
    alert_id bigint not null,
    purpose text not null,
    item_at timestamp with time zone not null,
    chunk integer not null,
    readers bytea not null,
    size integer not null,
    constraint alert_set_pkey PRIMARY KEY (alert_id, purpose, item_at, chunk),
    constraint alert_set_alert_id_fkey FOREIGN KEY (alert_id) REFERENCES alert(id),
    constraint alert_set_purpose_check CHECK ((purpose = ANY (ARRAY['daily'::text, 'weekly'::text, 'over'::text, 'paused'::text]))),
    constraint alert_set_size_check CHECK ((size > 0))
);
CREATE INDEX alert_set_item ON public.alert_set USING btree (item_at) WHERE (purpose <> 'paused'::text);
CREATE TRIGGER alert_set_stays BEFORE UPDATE ON public.alert_set FOR EACH ROW EXECUTE FUNCTION refuse_change();

create table alert_slice (
    id bigint not null generated always as identity,
    alert_id bigint not null,
    number integer not null,
    channel text not null,
    readers bytea not null,
    size integer not null,
    due_at timestamp with time zone,
    constraint alert_slice_pkey PRIMARY KEY (id),
    constraint alert_slice_alert_id_number_key UNIQUE (alert_id, number),
    constraint alert_slice_alert_id_fkey FOREIGN KEY (alert_id) REFERENCES alert(id),
    constraint alert_slice_channel_check CHECK ((channel = ANY (ARRAY['email'::text, 'push'::text, 'webhook'::text]))),
    constraint alert_slice_size_check CHECK (((size >= 1) AND (size <= 1000)))
);
CREATE TRIGGER alert_slice_stays BEFORE UPDATE ON public.alert_slice FOR EACH ROW EXECUTE FUNCTION refuse_change();

create table api_token (
    id bigint not null generated always as identity,
    name text not null,
    role text not null,
    token_hash bytea not null,
    created_at timestamp with time zone not null,
    revoked_at timestamp with time zone,
    constraint api_token_pkey PRIMARY KEY (id),
    constraint api_token_name_key UNIQUE (name),
    constraint api_token_token_hash_key UNIQUE (token_hash),
    constraint api_token_role_check CHECK ((role = ANY (ARRAY['reporter'::text, 'editor'::text, 'chief'::text, 'admin'::text])))
);

create table article (
    id bigint not null generated always as identity,
    external_id text,
    slug text not null,
    state text not null,
    revision integer not null,
    language text not null,
    translation_of bigint,
    created_at timestamp with time zone not null,
    changed_at timestamp with time zone not null,
    publish_at timestamp with time zone,
    alert_at_publish boolean not null default false,
    embargo_until timestamp with time zone,
    published_at timestamp with time zone,
    killed_at timestamp with time zone,
    kill_reason text,
    changed_in xid8 not null default pg_current_xact_id(),
    entry_key text,
    constraint article_pkey PRIMARY KEY (id),
    constraint article_entry_key_key UNIQUE (entry_key),
    constraint article_external_id_key UNIQUE (external_id),
    constraint article_id_revision_fkey FOREIGN KEY (id, revision) REFERENCES revision(article_id, number) DEFERRABLE INITIALLY DEFERRED,
    constraint article_translation_of_fkey FOREIGN KEY (translation_of) REFERENCES article(id),
    constraint article_check CHECK ((translation_of <> id)),
    constraint article_check1 CHECK (((state = 'scheduled'::text) <= (publish_at IS NOT NULL))),
    constraint article_check2 CHECK (((state = 'embargoed'::text) <= (embargo_until IS NOT NULL))),
    constraint article_check3 CHECK (((state = ANY (ARRAY['published'::text, 'killed'::text])) = (published_at IS NOT NULL))),
    constraint article_check4 CHECK (((state = 'killed'::text) = (killed_at IS NOT NULL))),
    constraint article_check5 CHECK (((state = 'killed'::text) = (kill_reason IS NOT NULL))),
    constraint article_revision_check CHECK ((revision > 0)),
    constraint article_state_check CHECK ((state = ANY (ARRAY['draft'::text, 'scheduled'::text, 'embargoed'::text, 'published'::text, 'killed'::text, 'spiked'::text])))
);
CREATE INDEX article_changed ON public.article USING btree (changed_at DESC, id DESC);
CREATE INDEX article_changed_in ON public.article USING btree (changed_in);
CREATE INDEX article_due ON public.article USING btree (publish_at) WHERE (state = 'scheduled'::text);
CREATE INDEX article_killed ON public.article USING btree (killed_at DESC, id DESC) WHERE (state = 'killed'::text);
CREATE INDEX article_published ON public.article USING btree (published_at DESC, id DESC) WHERE (state = 'published'::text);
CREATE INDEX article_translations ON public.article USING btree (translation_of) WHERE (translation_of IS NOT NULL);
CREATE TRIGGER article_list AFTER UPDATE OF state, published_at ON public.article FOR EACH ROW WHEN (((old.state IS DISTINCT FROM new.state) OR (old.published_at IS DISTINCT FROM new.published_at))) EXECUTE FUNCTION list_article();
CREATE TRIGGER article_note_change BEFORE UPDATE ON public.article FOR EACH ROW EXECUTE FUNCTION note_change();

create table article_author (
    article_id bigint not null,
    author_id bigint not null,
    position integer not null,
    listed_at timestamp with time zone,
    constraint article_author_pkey PRIMARY KEY (article_id, author_id),
    constraint article_author_article_id_fkey FOREIGN KEY (article_id) REFERENCES article(id),
    constraint article_author_author_id_fkey FOREIGN KEY (author_id) REFERENCES author(id),
    constraint article_author_position_check CHECK (("position" > 0))
);
CREATE INDEX article_author_author ON public.article_author USING btree (author_id, article_id DESC);
CREATE INDEX article_author_listed ON public.article_author USING btree (author_id, listed_at DESC, article_id DESC);
CREATE TRIGGER article_author_list BEFORE INSERT ON public.article_author FOR EACH ROW EXECUTE FUNCTION list_new();

create table article_before (
    operation_id bigint not null,
    article_id bigint not null,
    topics bigint[] not null,
    became bigint[] not null,
    constraint article_before_pkey PRIMARY KEY (operation_id, article_id),
    constraint article_before_article_id_fkey FOREIGN KEY (article_id) REFERENCES article(id),
    constraint article_before_operation_id_fkey FOREIGN KEY (operation_id) REFERENCES topic_operation(id)
);

create table article_notice (
    id bigint not null generated always as identity,
    article_id bigint not null,
    kind text not null,
    revision integer not null,
    note text,
    reply_headline text,
    reply_body text,
    reply_of text,
    made_at timestamp with time zone not null,
    made_by text not null,
    constraint article_notice_pkey PRIMARY KEY (id),
    constraint article_notice_article_id_kind_revision_key UNIQUE (article_id, kind, revision),
    constraint article_notice_article_id_fkey FOREIGN KEY (article_id) REFERENCES article(id),
    constraint article_notice_article_id_revision_fkey FOREIGN KEY (article_id, revision) REFERENCES revision(article_id, number),
    constraint article_notice_check CHECK (((kind = ANY (ARRAY['update'::text, 'reply'::text])) OR (note IS NOT NULL))),
    constraint article_notice_check1 CHECK (((kind = 'reply'::text) = (reply_headline IS NOT NULL))),
    constraint article_notice_check2 CHECK (((kind = 'reply'::text) = (reply_body IS NOT NULL))),
    constraint article_notice_check3 CHECK (((kind = 'reply'::text) = (reply_of IS NOT NULL))),
    constraint article_notice_kind_check CHECK ((kind = ANY (ARRAY['update'::text, 'correction'::text, 'withdrawal'::text, 'reply'::text])))
);
CREATE INDEX article_notice_made ON public.article_notice USING btree (made_at DESC, id DESC);
CREATE TRIGGER article_notice_stays BEFORE UPDATE ON public.article_notice FOR EACH ROW EXECUTE FUNCTION refuse_change();

create table article_story (
    article_id bigint not null,
    story_id bigint not null,
    listed_at timestamp with time zone,
    constraint article_story_pkey PRIMARY KEY (article_id),
    constraint article_story_article_id_fkey FOREIGN KEY (article_id) REFERENCES article(id),
    constraint article_story_story_id_fkey FOREIGN KEY (story_id) REFERENCES story(id)
);
CREATE INDEX article_story_listed ON public.article_story USING btree (story_id, listed_at DESC, article_id DESC);
CREATE INDEX article_story_story ON public.article_story USING btree (story_id, article_id DESC);
CREATE TRIGGER article_story_list BEFORE INSERT ON public.article_story FOR EACH ROW EXECUTE FUNCTION list_new();

create table article_topic (
    article_id bigint not null,
    topic_id bigint not null,
    position integer not null,
    listed_at timestamp with time zone,
    constraint article_topic_pkey PRIMARY KEY (article_id, topic_id),
    constraint article_topic_article_id_position_key UNIQUE (article_id, "position") DEFERRABLE INITIALLY DEFERRED,
    constraint article_topic_article_id_fkey FOREIGN KEY (article_id) REFERENCES article(id),
    constraint article_topic_topic_id_fkey FOREIGN KEY (topic_id) REFERENCES topic(id),
    constraint article_topic_position_check CHECK (("position" > 0))
);
CREATE INDEX article_topic_listed ON public.article_topic USING btree (topic_id, listed_at DESC, article_id DESC);
CREATE INDEX article_topic_topic ON public.article_topic USING btree (topic_id, article_id DESC);
CREATE TRIGGER article_topic_given AFTER INSERT ON public.article_topic REFERENCING NEW TABLE AS moved FOR EACH STATEMENT EXECUTE FUNCTION note_topics();
CREATE TRIGGER article_topic_list BEFORE INSERT ON public.article_topic FOR EACH ROW EXECUTE FUNCTION list_new();
CREATE TRIGGER article_topic_taken AFTER DELETE ON public.article_topic REFERENCING OLD TABLE AS moved FOR EACH STATEMENT EXECUTE FUNCTION note_topics();

create table author (
    id bigint not null generated always as identity,
    key text not null,
    slug text not null,
    name text not null,
    made_at timestamp with time zone not null,
    constraint author_pkey PRIMARY KEY (id),
    constraint author_key_key UNIQUE (key),
    constraint author_slug_key UNIQUE (slug),
    constraint author_key_check CHECK ((key <> ''::text)),
    constraint author_name_check CHECK ((name <> ''::text)),
    constraint author_slug_check CHECK ((slug ~ '^[a-z0-9]+(-[a-z0-9]+)*$'::text))
);

create table bounce (
    digest bytea not null,
    reader_id integer not null,
    alert_id bigint not null,
    at timestamp with time zone not null,
    status text not null,
    reason text not null,
    hard boolean not null,
    late boolean not null,
    constraint bounce_pkey PRIMARY KEY (digest, reader_id),
    constraint bounce_reader_id_fkey FOREIGN KEY (reader_id) REFERENCES reader(id),
    constraint bounce_reason_check CHECK ((reason = ANY (ARRAY['mailbox'::text, 'domain'::text, 'full'::text, 'sender-or-policy'::text, 'content'::text, 'temporary'::text, 'complaint'::text])))
);
CREATE INDEX bounce_of_reader ON public.bounce USING btree (reader_id, at);
CREATE INDEX bounce_refused ON public.bounce USING btree (at) WHERE (reason = ANY (ARRAY['sender-or-policy'::text, 'content'::text]));

create table channel (
    id bigint not null generated always as identity,
    reader_id integer not null,
    kind text not null,
    endpoint text not null,
    keys bytea not null,
    former_keys bytea,
    former_until timestamp with time zone,
    created_at timestamp with time zone not null,
    failing_since timestamp with time zone,
    disabled_at timestamp with time zone,
    disabled_why text,
    changed_in xid8 not null default pg_current_xact_id(),
    alarmed_at timestamp with time zone,
    ended_for text,
    constraint channel_pkey PRIMARY KEY (id),
    constraint channel_reader_id_fkey FOREIGN KEY (reader_id) REFERENCES reader(id),
    constraint channel_check CHECK (((disabled_at IS NULL) = (disabled_why IS NULL))),
    constraint channel_check1 CHECK (((former_keys IS NULL) = (former_until IS NULL))),
    constraint channel_check2 CHECK (((disabled_at IS NOT NULL) OR (kind = 'email'::text) OR ((endpoint <> ''::text) AND (length(keys) > 0)))),
    constraint channel_check3 CHECK (((ended_for IS NULL) OR ((kind = 'webhook'::text) AND (disabled_at IS NOT NULL)))),
    constraint channel_check4 CHECK (((ended_for IS DISTINCT FROM 'silent'::text) OR (failing_since IS NOT NULL))),
    constraint channel_check5 CHECK (((alarmed_at IS NULL) OR (ended_for IS NOT NULL))),
    constraint channel_ended_for_check CHECK ((ended_for = ANY (ARRAY['gone'::text, 'silent'::text]))),
    constraint channel_kind_check CHECK ((kind = ANY (ARRAY['email'::text, 'push'::text, 'webhook'::text])))
);
CREATE INDEX channel_alarmed ON public.channel USING btree (alarmed_at) WHERE (alarmed_at IS NOT NULL);
CREATE INDEX channel_changed ON public.channel USING btree (changed_in);
CREATE UNIQUE INDEX channel_email ON public.channel USING btree (reader_id) WHERE (kind = 'email'::text);
CREATE INDEX channel_of_reader ON public.channel USING btree (reader_id, kind);
CREATE UNIQUE INDEX channel_push ON public.channel USING btree (endpoint) WHERE ((kind = 'push'::text) AND (disabled_at IS NULL));
CREATE UNIQUE INDEX channel_webhook ON public.channel USING btree (reader_id, endpoint) WHERE ((kind = 'webhook'::text) AND (disabled_at IS NULL));
CREATE TRIGGER channel_note_change BEFORE UPDATE ON public.channel FOR EACH ROW EXECUTE FUNCTION note_change();

create table consent (
    id bigint not null generated always as identity,
    reader_id integer not null,
    given_at timestamp with time zone not null,
    source text not null,
    wording text not null,
    language text not null,
    constraint consent_pkey PRIMARY KEY (id),
    constraint consent_reader_id_given_at_source_key UNIQUE (reader_id, given_at, source),
    constraint consent_reader_id_fkey FOREIGN KEY (reader_id) REFERENCES reader(id)
);

create table digest (
    alert_id bigint not null,
    cadence text not null,
    closed_at timestamp with time zone not null,
    constraint digest_pkey PRIMARY KEY (alert_id),
    constraint digest_alert_id_fkey FOREIGN KEY (alert_id) REFERENCES alert(id),
    constraint digest_cadence_check CHECK ((cadence = ANY (ARRAY['daily'::text, 'weekly'::text])))
);

create table digest_edition (
    alert_id bigint not null,
    number integer not null,
    item bigint not null,
    article_id bigint not null,
    revision integer not null,
    constraint digest_edition_pkey PRIMARY KEY (alert_id, number, item),
    constraint digest_edition_alert_id_fkey FOREIGN KEY (alert_id) REFERENCES digest(alert_id),
    constraint digest_edition_article_id_fkey FOREIGN KEY (article_id) REFERENCES article(id),
    constraint digest_edition_item_fkey FOREIGN KEY (item) REFERENCES alert(id)
);
CREATE INDEX digest_edition_article ON public.digest_edition USING btree (article_id);
CREATE TRIGGER digest_edition_stays BEFORE UPDATE ON public.digest_edition FOR EACH ROW EXECUTE FUNCTION refuse_change();

create table digest_left_out (
    alert_id bigint not null,
    item bigint not null,
    constraint digest_left_out_pkey PRIMARY KEY (alert_id, item),
    constraint digest_left_out_alert_id_fkey FOREIGN KEY (alert_id) REFERENCES digest(alert_id),
    constraint digest_left_out_item_fkey FOREIGN KEY (item) REFERENCES alert(id)
);

create table digest_mark (
    cadence text not null,
    closed_at timestamp with time zone not null,
    readers bytea not null,
    constraint digest_mark_pkey PRIMARY KEY (cadence, closed_at),
    constraint digest_mark_cadence_check CHECK ((cadence = ANY (ARRAY['daily'::text, 'weekly'::text])))
);

create table digest_omission (
    slice_id bigint not null,
    fence bigint not null,
    number bigint not null,
    ordinal integer not null,
    item bigint not null,
    constraint digest_omission_pkey PRIMARY KEY (slice_id, fence, number, ordinal, item),
    constraint digest_omission_item_fkey FOREIGN KEY (item) REFERENCES alert(id),
    constraint digest_omission_slice_id_fence_number_fkey FOREIGN KEY (slice_id, fence, number) REFERENCES outcome(slice_id, fence, number)
);
CREATE TRIGGER digest_omission_stays BEFORE UPDATE ON public.digest_omission FOR EACH ROW EXECUTE FUNCTION refuse_change();

create table digest_window (
    alert_id bigint not null,
    opened_at timestamp with time zone not null,
    readers bytea not null,
    constraint digest_window_pkey PRIMARY KEY (alert_id, opened_at),
    constraint digest_window_alert_id_fkey FOREIGN KEY (alert_id) REFERENCES digest(alert_id)
);
CREATE TRIGGER digest_window_stays BEFORE UPDATE ON public.digest_window FOR EACH ROW EXECUTE FUNCTION refuse_change();

create table feed_authority (
    is_one boolean not null default true,
    name text not null,
    kept_at timestamp with time zone not null default now(),
    constraint feed_authority_pkey PRIMARY KEY (is_one),
    constraint feed_authority_is_one_check CHECK (is_one)
);

create table follow (
    kind text not null,
    subject_id bigint not null,
    reader_id integer not null,
    cadence text not null,
    since timestamp with time zone not null,
    ended_at timestamp with time zone,
    ended_through bigint,
    changed_in xid8 not null default pg_current_xact_id(),
    constraint follow_pkey PRIMARY KEY (kind, subject_id, reader_id),
    constraint follow_reader_id_fkey FOREIGN KEY (reader_id) REFERENCES reader(id),
    constraint follow_cadence_check CHECK ((cadence = ANY (ARRAY['breaking'::text, 'instant'::text, 'daily'::text, 'weekly'::text]))),
    constraint follow_check CHECK (((ended_through IS NULL) OR (ended_at IS NOT NULL))),
    constraint follow_kind_check CHECK ((kind = ANY (ARRAY['topic'::text, 'search'::text, 'story'::text, 'author'::text])))
);
CREATE INDEX follow_changed ON public.follow USING btree (changed_in);
CREATE INDEX follow_of_reader ON public.follow USING btree (reader_id);
CREATE TRIGGER follow_note_change BEFORE UPDATE ON public.follow FOR EACH ROW EXECUTE FUNCTION note_change();

create table follow_before (
    operation_id bigint not null,
    reader_id integer not null,
    had_cadence text not null,
    had_since timestamp with time zone not null,
    had_ended_at timestamp with time zone,
    had_ended_through bigint,
    other_cadence text,
    other_since timestamp with time zone,
    other_ended_at timestamp with time zone,
    other_ended_through bigint,
    made_cadence text not null,
    made_since timestamp with time zone not null,
    made_ended_at timestamp with time zone,
    made_ended_through bigint,
    constraint follow_before_pkey PRIMARY KEY (operation_id, reader_id),
    constraint follow_before_operation_id_fkey FOREIGN KEY (operation_id) REFERENCES topic_operation(id),
    constraint follow_before_reader_id_fkey FOREIGN KEY (reader_id) REFERENCES reader(id),
    constraint follow_before_check CHECK (((other_cadence IS NULL) = (other_since IS NULL)))
);
CREATE INDEX follow_before_reader ON public.follow_before USING btree (reader_id);

create table follow_request (
    id bigint not null generated always as identity,
    email text not null,
    language text not null,
    topics bigint[] not null,
    cadence text not null,
    wording text not null,
    asked_at timestamp with time zone not null,
    expires_at timestamp with time zone not null,
    sent_at timestamp with time zone,
    confirmed_at timestamp with time zone,
    searches text[] not null default '{}'::text[],
    stories bigint[] not null default '{}'::bigint[],
    authors bigint[] not null default '{}'::bigint[],
    constraint follow_request_pkey PRIMARY KEY (id),
    constraint follow_request_asks_for_something CHECK (((((cardinality(topics) + cardinality(searches)) + cardinality(stories)) + cardinality(authors)) > 0)),
    constraint follow_request_cadence_check CHECK ((cadence = ANY (ARRAY['breaking'::text, 'instant'::text, 'daily'::text, 'weekly'::text])))
);
CREATE INDEX follow_request_of ON public.follow_request USING btree (email, asked_at);
CREATE INDEX follow_request_open ON public.follow_request USING btree (expires_at) WHERE (confirmed_at IS NULL);

create table front_section (
    topic_id bigint not null,
    place integer not null,
    constraint front_section_pkey PRIMARY KEY (topic_id),
    constraint front_section_place_key UNIQUE (place),
    constraint front_section_topic_id_fkey FOREIGN KEY (topic_id) REFERENCES topic(id) ON DELETE CASCADE,
    constraint front_section_place_check CHECK (((place >= 1) AND (place <= 20)))
);

create table front_section_before (
    operation_id bigint not null,
    topic_id bigint not null,
    place integer not null,
    constraint front_section_before_pkey PRIMARY KEY (operation_id, topic_id),
    constraint front_section_before_operation_id_fkey FOREIGN KEY (operation_id) REFERENCES topic_operation(id),
    constraint front_section_before_topic_id_fkey FOREIGN KEY (topic_id) REFERENCES topic(id)
);

create table hub_intent (
    id bigint not null generated always as identity,
    mode text not null,
    feed text not null,
    callback text not null,
    origin text not null,
    secret bytea,
    lease_seconds integer not null,
    challenge text not null,
    asked_at timestamp with time zone not null,
    attempts integer not null default 0,
    due_at timestamp with time zone not null,
    claimed_by text,
    claimed_until timestamp with time zone,
    constraint hub_intent_pkey PRIMARY KEY (id),
    constraint hub_intent_feed_callback_key UNIQUE (feed, callback),
    constraint hub_intent_lease_seconds_check CHECK ((lease_seconds > 0)),
    constraint hub_intent_mode_check CHECK ((mode = ANY (ARRAY['subscribe'::text, 'unsubscribe'::text]))),
    constraint hub_intent_secret_check CHECK (((octet_length(secret) >= 1) AND (octet_length(secret) <= 199)))
);
CREATE INDEX hub_intent_due ON public.hub_intent USING btree (due_at);
CREATE INDEX hub_intent_origin ON public.hub_intent USING btree (origin);

create table hub_subscription (
    id bigint not null generated always as identity,
    feed text not null,
    page_key text not null,
    callback text not null,
    origin text not null,
    secret bytea,
    lease_until timestamp with time zone not null,
    changes bigint not null default 1,
    changed_at timestamp with time zone not null,
    due_at timestamp with time zone,
    attempts integer not null default 0,
    failing_since timestamp with time zone,
    told_digest bytea,
    claimed_by text,
    claimed_until timestamp with time zone,
    constraint hub_subscription_pkey PRIMARY KEY (id),
    constraint hub_subscription_feed_callback_key UNIQUE (feed, callback),
    constraint hub_subscription_secret_check CHECK (((octet_length(secret) >= 1) AND (octet_length(secret) <= 199)))
);
CREATE INDEX hub_subscription_due ON public.hub_subscription USING btree (due_at) WHERE (due_at IS NOT NULL);
CREATE INDEX hub_subscription_origin ON public.hub_subscription USING btree (origin);
CREATE INDEX hub_subscription_page ON public.hub_subscription USING btree (page_key);

create table idempotent_answer (
    token_id bigint not null,
    key text not null,
    body_hash bytea not null,
    status integer,
    answer text,
    created_at timestamp with time zone not null default now(),
    headers text[] not null default '{Content-Type,application/json}'::text[],
    leased_until timestamp with time zone,
    constraint idempotent_answer_pkey PRIMARY KEY (token_id, key),
    constraint idempotent_answer_or_lease CHECK (((leased_until IS NOT NULL) OR ((status IS NOT NULL) AND (answer IS NOT NULL))))
);

create table item (
    source text not null,
    external_id text not null,
    digest bytea not null,
    version bigint not null,
    changed_at timestamp with time zone not null,
    article_id bigint,
    facts jsonb not null,
    received_at timestamp with time zone not null,
    constraint item_pkey PRIMARY KEY (source, external_id, digest),
    constraint item_article_id_fkey FOREIGN KEY (article_id) REFERENCES article(id)
);
CREATE INDEX item_of_article ON public.item USING btree (article_id) WHERE (article_id IS NOT NULL);

create table job_set_aside (
    id bigint not null generated always as identity,
    name text not null,
    payload text not null,
    error text not null,
    set_aside_at timestamp with time zone not null default now(),
    constraint job_set_aside_pkey PRIMARY KEY (id)
);

create table masthead (
    version integer not null,
    before integer,
    name text not null,
    language text not null,
    time_zone text not null,
    imprint_de text not null,
    imprint_en text not null,
    privacy_de text not null,
    privacy_en text not null,
    about_de text not null,
    about_en text not null,
    set_at timestamp with time zone not null,
    set_by text not null,
    constraint masthead_pkey PRIMARY KEY (version),
    constraint masthead_before_fkey FOREIGN KEY (before) REFERENCES masthead(version),
    constraint masthead_check CHECK ((before < version)),
    constraint masthead_name_check CHECK ((name <> ''::text)),
    constraint masthead_version_check CHECK ((version > 0))
);
CREATE INDEX masthead_before ON public.masthead USING btree (before) WHERE (before IS NOT NULL);

create table newsroom (
    single boolean not null default true,
    epoch uuid not null default gen_random_uuid(),
    former_epochs uuid[] not null default '{}'::uuid[],
    beat_at timestamp with time zone,
    held_since timestamp with time zone,
    held_why text,
    held_as_of timestamp with time zone,
    skipped_through timestamp with time zone,
    constraint newsroom_pkey PRIMARY KEY (single),
    constraint newsroom_check CHECK (((held_since IS NULL) = (held_why IS NULL))),
    constraint newsroom_check1 CHECK (((held_as_of IS NULL) OR (held_since IS NOT NULL))),
    constraint newsroom_held_why_check CHECK ((held_why = ANY (ARRAY['restored'::text, 'elsewhere'::text, 'silent'::text]))),
    constraint newsroom_single_check CHECK (single)
);

create table outcome (
    slice_id bigint not null,
    fence bigint not null,
    number bigint not null,
    revision integer not null,
    at timestamp with time zone not null,
    ordinals integer[] not null,
    ends smallint[] not null,
    codes smallint[] not null,
    replies text[] not null,
    retry_at timestamp with time zone[],
    constraint outcome_pkey PRIMARY KEY (slice_id, fence, number),
    constraint outcome_slice_id_fkey FOREIGN KEY (slice_id) REFERENCES slice_lease(slice_id),
    constraint outcome_check CHECK (((cardinality(ordinals) > 0) AND (cardinality(ordinals) = cardinality(ends)) AND (cardinality(ordinals) = cardinality(codes)) AND (cardinality(ordinals) = cardinality(replies)) AND ((retry_at IS NULL) OR (cardinality(ordinals) = cardinality(retry_at)))))
);
CREATE TRIGGER outcome_stays BEFORE UPDATE ON public.outcome FOR EACH ROW EXECUTE FUNCTION refuse_change();

create table page_change (
    id bigint not null generated always as identity,
    keys text[] not null,
    changed_in xid8 not null default pg_current_xact_id(),
    at timestamp with time zone not null default now(),
    constraint page_change_pkey PRIMARY KEY (id)
);
CREATE INDEX page_change_changed ON public.page_change USING btree (changed_in);

create table petition (
    id bigint not null generated always as identity,
    reader_id integer not null,
    kind text not null,
    address text,
    asked_at timestamp with time zone not null,
    expires_at timestamp with time zone not null,
    sent_at timestamp with time zone,
    used_at timestamp with time zone,
    constraint petition_pkey PRIMARY KEY (id),
    constraint petition_reader_id_fkey FOREIGN KEY (reader_id) REFERENCES reader(id),
    constraint petition_kind_check CHECK ((kind = ANY (ARRAY['export'::text, 'erasure'::text, 'move'::text, 'arrival'::text]))),
    constraint petition_names_an_address CHECK (((address IS NOT NULL) = (kind = ANY (ARRAY['move'::text, 'arrival'::text]))))
);
CREATE INDEX petition_expired ON public.petition USING btree (expires_at);
CREATE INDEX petition_of_reader ON public.petition USING btree (reader_id, asked_at);
CREATE INDEX petition_to ON public.petition USING btree (address, asked_at) WHERE (kind = 'arrival'::text);

create table picture (
    id bigint not null generated always as identity,
    digest bytea not null,
    media_type text not null,
    width integer not null,
    height integer not null,
    caption text,
    credit text,
    byline text,
    alt text,
    original bytea not null,
    created_at timestamp with time zone not null,
    constraint picture_pkey PRIMARY KEY (id),
    constraint picture_digest_key UNIQUE (digest),
    constraint picture_height_check CHECK ((height > 0)),
    constraint picture_width_check CHECK ((width > 0))
);

create table planning (
    latest timestamp with time zone not null
);

create table private_feed (
    reader_id integer not null,
    generation integer not null,
    changed_at timestamp with time zone not null,
    ended_at timestamp with time zone,
    constraint private_feed_pkey PRIMARY KEY (reader_id),
    constraint private_feed_reader_id_fkey FOREIGN KEY (reader_id) REFERENCES reader(id),
    constraint private_feed_generation_check CHECK ((generation > 0))
);

create table purge (
    id bigint not null generated always as identity,
    keys text[] not null,
    made_at timestamp with time zone not null default now(),
    attempts integer not null default 0,
    due_at timestamp with time zone not null default now(),
    claimed_by text,
    claimed_until timestamp with time zone,
    constraint purge_pkey PRIMARY KEY (id)
);

create table reader (
    id integer not null generated always as identity,
    email text,
    erased_hash bytea,
    language text not null,
    time_zone text not null,
    created_at timestamp with time zone not null,
    suppressed_at timestamp with time zone,
    suppressed_why text,
    suppressed_note text,
    changed_in xid8 not null default pg_current_xact_id(),
    mail_ended_at timestamp with time zone,
    mail_ended_why text,
    mail_ended_note text,
    constraint reader_pkey PRIMARY KEY (id),
    constraint reader_email_key UNIQUE (email),
    constraint reader_check CHECK (((email IS NULL) = (erased_hash IS NOT NULL))),
    constraint reader_check1 CHECK (((suppressed_at IS NULL) = (suppressed_why IS NULL))),
    constraint reader_check2 CHECK (((mail_ended_at IS NULL) = (mail_ended_why IS NULL))),
    constraint reader_check3 CHECK (((mail_ended_at IS NULL) OR (NOT (suppressed_why IS DISTINCT FROM 'by-hand'::text)))),
    constraint reader_mail_ended_why_check CHECK ((mail_ended_why = ANY (ARRAY['import'::text, 'refused'::text, 'bounced'::text, 'complained'::text]))),
    constraint reader_suppressed_why_check CHECK ((suppressed_why = ANY (ARRAY['import'::text, 'refused'::text, 'bounced'::text, 'complained'::text, 'by-hand'::text])))
);
CREATE INDEX reader_changed ON public.reader USING btree (changed_in);
CREATE INDEX reader_erased ON public.reader USING btree (erased_hash) WHERE (erased_hash IS NOT NULL);
CREATE TRIGGER reader_note_change BEFORE UPDATE ON public.reader FOR EACH ROW EXECUTE FUNCTION note_change();

create table reader_wish (
    reader_id integer not null,
    digest_hour smallint not null default 7,
    digest_weekday smallint not null default 1,
    quiet_from smallint,
    quiet_to smallint,
    breaking_in_quiet boolean not null default false,
    paused_until timestamp with time zone,
    most_a_day smallint,
    updates boolean not null default true,
    changed_in xid8 not null default pg_current_xact_id(),
    constraint reader_wish_pkey PRIMARY KEY (reader_id),
    constraint reader_wish_reader_id_fkey FOREIGN KEY (reader_id) REFERENCES reader(id),
    constraint reader_wish_check CHECK (((quiet_from IS NULL) = (quiet_to IS NULL))),
    constraint reader_wish_check1 CHECK ((quiet_from <> quiet_to)),
    constraint reader_wish_digest_hour_check CHECK (((digest_hour >= 0) AND (digest_hour <= 23))),
    constraint reader_wish_digest_weekday_check CHECK (((digest_weekday >= 1) AND (digest_weekday <= 7))),
    constraint reader_wish_most_a_day_check CHECK (((most_a_day >= 1) AND (most_a_day <= 99))),
    constraint reader_wish_quiet_from_check CHECK (((quiet_from >= 0) AND (quiet_from <= 23))),
    constraint reader_wish_quiet_to_check CHECK (((quiet_to >= 0) AND (quiet_to <= 23)))
);
CREATE INDEX reader_wish_changed ON public.reader_wish USING btree (changed_in);
CREATE TRIGGER reader_wish_note_change BEFORE UPDATE ON public.reader_wish FOR EACH ROW EXECUTE FUNCTION note_change();

create table rendition (
    picture_id bigint not null,
    width integer not null,
    height integer not null,
    media_type text not null,
    bytes bytea not null,
    constraint rendition_pkey PRIMARY KEY (picture_id, width, media_type),
    constraint rendition_picture_id_fkey FOREIGN KEY (picture_id) REFERENCES picture(id),
    constraint rendition_height_check CHECK ((height > 0)),
    constraint rendition_width_check CHECK ((width > 0))
);

create table revision (
    article_id bigint not null,
    number integer not null,
    headline text not null,
    kicker text,
    standfirst text,
    teaser text,
    body text not null,
    bylines text[] not null,
    dateline text,
    sources text[] not null,
    slugline text,
    urgency integer,
    breaking boolean not null,
    topics bigint[] not null,
    picture_id bigint,
    picture_caption text,
    picture_credit text,
    picture_alt text,
    reading_minutes integer not null,
    saved_at timestamp with time zone not null,
    saved_by text not null,
    story_id bigint,
    constraint revision_pkey PRIMARY KEY (article_id, number),
    constraint revision_article_id_fkey FOREIGN KEY (article_id) REFERENCES article(id),
    constraint revision_picture_id_fkey FOREIGN KEY (picture_id) REFERENCES picture(id),
    constraint revision_story_id_fkey FOREIGN KEY (story_id) REFERENCES story(id),
    constraint revision_number_check CHECK ((number > 0)),
    constraint revision_reading_minutes_check CHECK ((reading_minutes > 0)),
    constraint revision_urgency_check CHECK (((urgency >= 1) AND (urgency <= 9)))
);
CREATE TRIGGER revision_stays BEFORE UPDATE ON public.revision FOR EACH ROW EXECUTE FUNCTION refuse_change();

create table saved_search (
    id integer not null generated always as identity,
    text text,
    made_at timestamp with time zone not null,
    changed_in xid8 not null default pg_current_xact_id(),
    constraint saved_search_pkey PRIMARY KEY (id),
    constraint saved_search_text_key UNIQUE (text),
    constraint saved_search_text_check CHECK ((text <> ''::text))
);
CREATE INDEX saved_search_changed ON public.saved_search USING btree (changed_in);
CREATE TRIGGER saved_search_note_change BEFORE UPDATE ON public.saved_search FOR EACH ROW EXECUTE FUNCTION note_change();

create table scheduled_tasks (
    task_name text not null,
    task_instance text not null,
    task_data bytea,
    execution_time timestamp with time zone not null,
    picked boolean not null,
    picked_by text,
    last_success timestamp with time zone,
    last_failure timestamp with time zone,
    consecutive_failures integer,
    last_heartbeat timestamp with time zone,
    version bigint not null,
    priority smallint,
    constraint scheduled_tasks_pkey PRIMARY KEY (task_name, task_instance)
);
CREATE INDEX scheduled_tasks_due ON public.scheduled_tasks USING btree (execution_time);
CREATE INDEX scheduled_tasks_heartbeat ON public.scheduled_tasks USING btree (last_heartbeat);

create table secret (
    name text not null,
    value bytea not null,
    created_at timestamp with time zone not null default now(),
    constraint secret_pkey PRIMARY KEY (name)
);

create table sign_in_link (
    token_hash bytea not null,
    staff_id bigint not null,
    expires_at timestamp with time zone not null,
    used_at timestamp with time zone,
    constraint sign_in_link_pkey PRIMARY KEY (token_hash),
    constraint sign_in_link_staff_id_fkey FOREIGN KEY (staff_id) REFERENCES staff(id)
);

create table slice_lease (
    slice_id bigint not null,
    alert_id bigint not null,
    lane smallint not null,
    turn bigint not null,
    revision integer not null default 0,
    size integer not null,
    due_at timestamp with time zone not null,
    node text,
    fence bigint not null default 0,
    leased_until timestamp with time zone,
    started_at timestamp with time zone,
    ended_at timestamp with time zone,
    ends bytea,
    folded_fence bigint not null default 0,
    accepted_count integer not null default 0,
    deferred_count integer not null default 0,
    refused_count integer not null default 0,
    suppressed_count integer not null default 0,
    expired_count integer not null default 0,
    withdrawn_count integer not null default 0,
    uncertain_count integer not null default 0,
    first_accepted_at timestamp with time zone,
    last_accepted_at timestamp with time zone,
    channel text not null,
    constraint slice_lease_pkey PRIMARY KEY (slice_id),
    constraint slice_lease_alert_id_fkey FOREIGN KEY (alert_id) REFERENCES alert(id),
    constraint slice_lease_slice_id_fkey FOREIGN KEY (slice_id) REFERENCES alert_slice(id),
    constraint slice_lease_channel_check CHECK ((channel = ANY (ARRAY['email'::text, 'push'::text, 'webhook'::text]))),
    constraint slice_lease_check CHECK ((length(ends) = size)),
    constraint slice_lease_check1 CHECK ((folded_fence <= fence)),
    constraint slice_lease_check2 CHECK (((ended_at IS NULL) OR (ends IS NOT NULL))),
    constraint slice_lease_check3 CHECK (((ended_at IS NULL) OR (size = (((((accepted_count + refused_count) + suppressed_count) + expired_count) + withdrawn_count) + uncertain_count))))
);
CREATE INDEX slice_lease_alert ON public.slice_lease USING btree (alert_id);
CREATE INDEX slice_lease_open ON public.slice_lease USING btree (channel, lane, turn, slice_id) WHERE (ended_at IS NULL);

create table staff (
    id bigint not null generated always as identity,
    email text not null,
    name text not null,
    role text not null,
    created_at timestamp with time zone not null,
    constraint staff_pkey PRIMARY KEY (id),
    constraint staff_email_key UNIQUE (email),
    constraint staff_name_check CHECK ((name <> ''::text)),
    constraint staff_role_check CHECK ((role = ANY (ARRAY['reporter'::text, 'editor'::text, 'chief'::text, 'admin'::text])))
);

create table staff_session (
    token_hash bytea not null,
    staff_id bigint not null,
    csrf text not null,
    expires_at timestamp with time zone not null,
    constraint staff_session_pkey PRIMARY KEY (token_hash),
    constraint staff_session_staff_id_fkey FOREIGN KEY (staff_id) REFERENCES staff(id)
);

create table story (
    id bigint not null generated always as identity,
    slug text not null,
    made_at timestamp with time zone not null,
    constraint story_pkey PRIMARY KEY (id),
    constraint story_slug_key UNIQUE (slug),
    constraint story_slug_check CHECK ((slug ~ '^[a-z0-9]+(-[a-z0-9]+)*$'::text))
);

create table story_former_slug (
    slug text not null,
    story_id bigint not null,
    since timestamp with time zone not null,
    constraint story_former_slug_pkey PRIMARY KEY (slug),
    constraint story_former_slug_story_id_fkey FOREIGN KEY (story_id) REFERENCES story(id),
    constraint story_former_slug_slug_check CHECK ((slug ~ '^[a-z0-9]+(-[a-z0-9]+)*$'::text))
);
CREATE INDEX story_former_slug_story ON public.story_former_slug USING btree (story_id);

create table story_label (
    story_id bigint not null,
    language text not null,
    label text not null,
    constraint story_label_pkey PRIMARY KEY (story_id, language),
    constraint story_label_story_id_fkey FOREIGN KEY (story_id) REFERENCES story(id),
    constraint story_label_label_check CHECK ((label <> ''::text))
);

create table story_proposal (
    id bigint not null generated always as identity,
    story_id bigint,
    language text not null,
    name text not null,
    words text[] not null,
    made_at timestamp with time zone not null,
    decision text,
    decided_at timestamp with time zone,
    decided_by text,
    constraint story_proposal_pkey PRIMARY KEY (id),
    constraint story_proposal_story_id_fkey FOREIGN KEY (story_id) REFERENCES story(id),
    constraint story_proposal_check CHECK (((decision IS NULL) = (decided_at IS NULL))),
    constraint story_proposal_check1 CHECK (((decision IS NULL) = (decided_by IS NULL))),
    constraint story_proposal_check2 CHECK (((decision <> 'accepted'::text) OR (story_id IS NOT NULL))),
    constraint story_proposal_decision_check CHECK ((decision = ANY (ARRAY['accepted'::text, 'dismissed'::text]))),
    constraint story_proposal_name_check CHECK ((name <> ''::text))
);
CREATE INDEX story_proposal_decided ON public.story_proposal USING btree (decided_at) WHERE (decided_at IS NOT NULL);

create table story_proposal_article (
    proposal_id bigint not null,
    article_id bigint not null,
    is_open boolean not null,
    constraint story_proposal_article_pkey PRIMARY KEY (proposal_id, article_id),
    constraint story_proposal_article_article_id_fkey FOREIGN KEY (article_id) REFERENCES article(id),
    constraint story_proposal_article_proposal_id_fkey FOREIGN KEY (proposal_id) REFERENCES story_proposal(id) ON DELETE CASCADE
);
CREATE INDEX story_proposal_article_article ON public.story_proposal_article USING btree (article_id);
CREATE UNIQUE INDEX story_proposal_article_open ON public.story_proposal_article USING btree (article_id) WHERE is_open;

create table suppression_act (
    id bigint not null generated always as identity,
    reader_id integer not null,
    act text not null,
    why text not null,
    note text not null,
    done_at timestamp with time zone not null,
    done_by text not null,
    constraint suppression_act_pkey PRIMARY KEY (id),
    constraint suppression_act_reader_id_fkey FOREIGN KEY (reader_id) REFERENCES reader(id),
    constraint suppression_act_act_check CHECK ((act = ANY (ARRAY['closed'::text, 'lifted'::text]))),
    constraint suppression_act_check CHECK (((note <> ''::text) OR ((act = 'lifted'::text) AND (why <> 'complained'::text)))),
    constraint suppression_act_why_check CHECK ((why = ANY (ARRAY['import'::text, 'refused'::text, 'bounced'::text, 'complained'::text, 'by-hand'::text])))
);
CREATE INDEX suppression_act_of_reader ON public.suppression_act USING btree (reader_id, id);

create table topic (
    id bigint not null generated always as identity,
    slug text not null,
    parent_id bigint,
    created_at timestamp with time zone not null,
    merged_into bigint,
    constraint topic_pkey PRIMARY KEY (id),
    constraint topic_slug_key UNIQUE (slug),
    constraint topic_merged_into_fkey FOREIGN KEY (merged_into) REFERENCES topic(id),
    constraint topic_parent_id_fkey FOREIGN KEY (parent_id) REFERENCES topic(id),
    constraint topic_check CHECK ((parent_id <> id)),
    constraint topic_merged_into_another CHECK ((merged_into <> id)),
    constraint topic_slug_check CHECK ((slug ~ '^[a-z0-9]+(-[a-z0-9]+)*$'::text))
);
CREATE INDEX topic_merged ON public.topic USING btree (merged_into) WHERE (merged_into IS NOT NULL);
CREATE INDEX topic_parent ON public.topic USING btree (parent_id);

create table topic_alias (
    topic_id bigint not null,
    alias text not null,
    constraint topic_alias_pkey PRIMARY KEY (topic_id, alias),
    constraint topic_alias_topic_id_fkey FOREIGN KEY (topic_id) REFERENCES topic(id),
    constraint topic_alias_alias_check CHECK ((alias <> ''::text))
);

create table topic_before (
    operation_id bigint not null,
    topic_id bigint not null,
    slug text not null,
    parent_id bigint,
    merged_into bigint,
    labels jsonb not null,
    gained text[] not null default '{}'::text[],
    constraint topic_before_pkey PRIMARY KEY (operation_id, topic_id),
    constraint topic_before_merged_into_fkey FOREIGN KEY (merged_into) REFERENCES topic(id),
    constraint topic_before_operation_id_fkey FOREIGN KEY (operation_id) REFERENCES topic_operation(id),
    constraint topic_before_parent_id_fkey FOREIGN KEY (parent_id) REFERENCES topic(id),
    constraint topic_before_topic_id_fkey FOREIGN KEY (topic_id) REFERENCES topic(id)
);
CREATE INDEX topic_before_topic ON public.topic_before USING btree (topic_id);

create table topic_concept (
    uri text not null,
    topic_id bigint not null,
    constraint topic_concept_pkey PRIMARY KEY (uri),
    constraint topic_concept_topic_id_fkey FOREIGN KEY (topic_id) REFERENCES topic(id),
    constraint topic_concept_uri_check CHECK ((uri <> ''::text))
);
CREATE INDEX topic_concept_topic ON public.topic_concept USING btree (topic_id);

create table topic_former_slug (
    slug text not null,
    topic_id bigint not null,
    since timestamp with time zone not null,
    constraint topic_former_slug_pkey PRIMARY KEY (slug),
    constraint topic_former_slug_topic_id_fkey FOREIGN KEY (topic_id) REFERENCES topic(id),
    constraint topic_former_slug_slug_check CHECK ((slug ~ '^[a-z0-9]+(-[a-z0-9]+)*$'::text))
);
CREATE INDEX topic_former_slug_topic ON public.topic_former_slug USING btree (topic_id);

create table topic_label (
    topic_id bigint not null,
    language text not null,
    label text not null,
    constraint topic_label_pkey PRIMARY KEY (topic_id, language),
    constraint topic_label_topic_id_fkey FOREIGN KEY (topic_id) REFERENCES topic(id),
    constraint topic_label_label_check CHECK ((label <> ''::text))
);

create table topic_model (
    id bigint not null generated always as identity,
    learned_of timestamp with time zone not null,
    articles integer not null,
    topics integer not null,
    model bytea not null,
    constraint topic_model_pkey PRIMARY KEY (id),
    constraint topic_model_articles_check CHECK ((articles >= 0)),
    constraint topic_model_topics_check CHECK ((topics >= 0))
);

create table topic_operation (
    id bigint not null generated always as identity,
    kind text not null,
    topic_id bigint not null,
    other_id bigint,
    done_at timestamp with time zone not null,
    done_by text not null,
    undone_at timestamp with time zone,
    undone_by text,
    constraint topic_operation_pkey PRIMARY KEY (id),
    constraint topic_operation_other_id_fkey FOREIGN KEY (other_id) REFERENCES topic(id),
    constraint topic_operation_topic_id_fkey FOREIGN KEY (topic_id) REFERENCES topic(id),
    constraint topic_operation_check CHECK (((kind = 'rename'::text) = (other_id IS NULL))),
    constraint topic_operation_check1 CHECK (((undone_at IS NULL) = (undone_by IS NULL))),
    constraint topic_operation_kind_check CHECK ((kind = ANY (ARRAY['rename'::text, 'merge'::text, 'split'::text])))
);
CREATE INDEX topic_operation_other ON public.topic_operation USING btree (other_id) WHERE (other_id IS NOT NULL);
CREATE INDEX topic_operation_topic ON public.topic_operation USING btree (topic_id);

CREATE OR REPLACE FUNCTION public.list_article()
 RETURNS trigger
 LANGUAGE plpgsql
AS $function$
declare
    since timestamptz := case when new.state = 'published' then new.published_at end;
begin
    update article_topic set listed_at = since where article_id = new.id;
    update article_story set listed_at = since where article_id = new.id;
    update article_author set listed_at = since where article_id = new.id;
    return new;
end
$function$;

CREATE OR REPLACE FUNCTION public.list_new()
 RETURNS trigger
 LANGUAGE plpgsql
AS $function$
begin
    select published_at into new.listed_at from article where id = new.article_id and state = 'published';
    return new;
end
$function$;

CREATE OR REPLACE FUNCTION public.note_change()
 RETURNS trigger
 LANGUAGE plpgsql
AS $function$
begin
    new.changed_in := pg_current_xact_id();
    return new;
end
$function$;

CREATE OR REPLACE FUNCTION public.note_topics()
 RETURNS trigger
 LANGUAGE plpgsql
AS $function$
begin
    update article
       set changed_in = pg_current_xact_id()
     where id in (select article_id from moved)
       and changed_in <> pg_current_xact_id();
    return null;
end
$function$;

CREATE OR REPLACE FUNCTION public.refuse_change()
 RETURNS trigger
 LANGUAGE plpgsql
AS $function$
begin
    raise exception '% is never changed', tg_table_name;
end
$function$;

CREATE OR REPLACE FUNCTION public.standing_topics(topics bigint[])
 RETURNS bigint[]
 LANGUAGE sql
 STABLE
AS $function$
    select coalesce(array_agg(standing.topic order by standing.place), '{}')
      from (select coalesce(t.merged_into, given.topic) as topic, min(given.place) as place
              from unnest(topics) with ordinality as given (topic, place)
              left join topic t on t.id = given.topic
             group by 1) standing
$function$;
