# For people who change the code. All of these find a JDK 25 or newer by themselves (scripts/jdk).
.POSIX:
.PHONY: help dev test test-suggestions lighthouse check format schema bench bench-pages bench-alerts bench-prepare bench-push bench-lanes bench-match bench-search

help: ## this list
	@sed -n 's/^\([a-z-]*\):.*## \(.*\)/make \1|\2/p' Makefile | awk -F '|' '{ printf "%-20s %s\n", $$1, $$2 }'

dev: ## the made-up newsroom on its own data folder, built from what is on the disk now
	./depesche demo --data target/dev

test: ## all tests; installs what they need from Debian, or says how
	scripts/test

test-suggestions: ## how good topic suggestions are, on all of the real news; test runs a short form
	scripts/mvn -q -pl app test -Dtest=LearningTest -Ddepesche.suggestions=whole

lighthouse: ## Lighthouse's marks for front, article, topic and search page, their speed included; test asks for the others
	scripts/test-tools
	scripts/mvn -q -pl app test -Dtest=LighthouseTest -Ddepesche.lighthouse=whole

check: ## what a merge asks for: format, warnings, null checks, rules, docs, all tests
	scripts/mvn -q -pl app spotless:check
	scripts/test -Pcheck

format: ## formats the Java code
	scripts/mvn -q -pl app spotless:apply

schema: ## writes docs/operate/schema.sql from the migrations
	scripts/mvn -q -pl app test -Dtest=SchemaTest -Ddepesche.schema=write

bench: ## small parts measured with JMH
	scripts/mvn -q -pl benchmarks -am -Pbench -Dmaven.test.skip=true verify

bench-pages: ## ARTICLES=10000: article, topic and front page against nginx; publishing beside it; a crawl
	benchmarks/run BenchPages $(or $(ARTICLES),10000)

bench-alerts: ## READERS=100000: from publication to the last accepted mail, against openssl and smtp-source
	benchmarks/run BenchAlerts $(or $(READERS),100000)

bench-push: ## READERS=100000: from publication to the last accepted push message, against npm's web-push and the bare cryptography
	benchmarks/run BenchPush $(or $(READERS),100000)

bench-prepare: ## READERS=1000000: planning an alert, against a bare insert of as many rows
	benchmarks/run BenchPrepare $(or $(READERS),1000000)

bench-search: ## ARTICLES=1000000: searching, against bare Lucene on the same words
	benchmarks/run BenchSearch $(or $(ARTICLES),1000000)

bench-lanes: ## DIGESTS=1000000 READERS=10000: breaking news to READERS while DIGESTS digest mails wait
	benchmarks/run BenchLanes $(or $(DIGESTS),1000000) $(or $(READERS),10000)

bench-match: ## QUERIES=1000000: one article against QUERIES saved searches, against lucene-monitor
	benchmarks/run BenchMatch $(or $(QUERIES),1000000)
