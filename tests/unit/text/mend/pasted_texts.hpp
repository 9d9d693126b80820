// SPDX-License-Identifier: BSL-1.0
// Copyright the calque authors
#pragma once

#include <array>
#include <string_view>

/// Texts as users of other languages paste them. Each line has the language, the text and its outcome: `ok`, `= ` and
/// the mended text, `? ` and the text with the first offered edit, or `! ` and the first code. `\n` is a line break;
/// an outcome writes it as `|`.
// clang-format off
inline constexpr std::array<std::string_view, 2> pasted_texts{
R"texts(postgres	WHERE duration >= 60 AND topic ILIKE '%bill%';	= duration >= 60 AND topic ILIKE '%bill%';
postgres	SELECT * FROM calls WHERE success IS TRUE AND duration BETWEEN 60 AND 120	? success IS TRUE AND duration BETWEEN 60 AND 120
postgres	timestamp >= NOW() - INTERVAL '7 days'	= timestamp >= NOW - INTERVAL '7 days'
postgres	timestamp::date = '2025-11-03'::date	! E101
postgres	timestamp >= '2025-11-03'::timestamptz AND timestamp < '2025-11-04'::timestamptz	! E306
postgres	topic IS DISTINCT FROM 'refund'	! E101
postgres	customer_number LIKE '+1555%' AND call_ended_reason NOT IN ('timeout','transferred')	= customer_number startswith '+1555' AND call_ended_reason NOT IN ('timeout','transferred')
postgres	topic ~* '^bill' and success IS NOT TRUE	! W801
postgres	metadata->>'region' = 'EU'	= metadata.region = 'EU'
postgres	timestamp > CURRENT_DATE - 7	! E110
postgres	topic = 'it''s late'	= topic = 'it\'s late'
postgres	topic LIKE 'a\_b%' ESCAPE '\'	! E101
mysql	`duration` >= 60 AND `topic` = "refund"	= duration >= 60 AND topic = "refund"
mysql	timestamp >= DATE_SUB(NOW(), INTERVAL 7 DAY)	! E110
mysql	success = 1 AND is_reviewed = 0	= success = true AND is_reviewed = false
mysql	topic REGEXP '^bill' -- billing only	= topic regex '^bill' # billing only
mysql	topic <=> NULL	! E101
mysql	NOT duration BETWEEN 5 AND 10	= NOT duration in 5..10
mysql	duration NOT BETWEEN 5 AND 10	= duration NOT in 5..10
mysql	topic NOT LIKE '%bill%'	= topic NOT contains 'bill'
mysql	DATE(timestamp) = '2025-11-03'	! E201
mysql	timestamp BETWEEN '2025-11-01' AND '2025-11-30'	? timestamp in '2025-11-01' .. '2025-11-30'
mysql	LOWER(topic) = 'refund'	= topic = 'refund'
mysql	topic = 'a' XOR success = true	! E109
sqlite	timestamp >= datetime('now','-7 days')	! E110
sqlite	topic GLOB 'bill*'	! E101
sqlite	duration >= 60 /* seconds */ and success = true	= duration >= 60   and success = true
sqlite	topic == 'a' || topic == 'b'	ok
sqlite	success ISNULL	ok
sqlite	success NOTNULL	! E101
sqlite	topic IS NOT 'refund'	= topic != 'refund'
sqlite	topic IS 'refund'	= topic = 'refund'
sqlite	duration>=60 and not success is null	ok
sqlite	ifnull(topic,'') <> ''	! E201
sqlite	WHERE success = true ORDER BY timestamp DESC LIMIT 10	= success = true ORDER BY timestamp DESC LIMIT 10
sqlite	duration >= 60 limit 10	? duration >= 60
django	duration__gte=60	= duration >= 60
django	Q(duration__gte=60) & Q(topic__icontains='bill')	! E201
django	Q(duration__gt=60) | ~Q(success=True)	! E201
django	topic__in=['a','b'], duration__lt=30	! E201
django	filter(success=True, agent__agent_name__startswith='An')	! E201
django	exclude(topic='refund')	! E201
django	topic__isnull=True	= topic is null
django	success__isnull=False	= success is not null
django	timestamp__range=('2025-11-01','2025-11-30')	? timestamp in '2025-11-01'..'2025-11-30'
django	metric_evaluations__metric__name__iexact='accuracy'	= metric_evaluations.metric.name = 'accuracy'
django	~Q(topic__contains='bill')	! E101
django	duration__range=(5,10)	= duration in 5..10
lucene	topic:refund AND duration:[60 TO 120]	? topic=refund AND duration:[60 TO 120]
lucene	topic:refund AND duration:{60 TO 120}	? topic=refund AND duration:{60 TO 120}
lucene	duration:[60 TO *]	? duration >= 60
lucene	duration:{60 TO 120]	! E101
lucene	+topic:refund -success:true	! E111
lucene	topic:bill* OR topic:ref?nd	? topic startswith "bill" OR topic:ref?nd
lucene	NOT topic:"credit card"	? NOT topic="credit card"
lucene	_exists_:topic	! E201
lucene	topic:(refund OR billing)	! E101
lucene	duration:>=60	? duration >=60
lucene	-topic:refund	! E111
lucene	timestamp:[now-7d TO now]	? timestamp in now-7d..now
kql	topic: refund and duration >= 60	? topic= refund and duration >= 60
kql	topic: "refund" or not success: true	? topic= "refund" or not success: true
kql	not topic: *	! E101
kql	topic: *	! E101
kql	agent.agent_name: (Anna or Bob)	! E101
kql	duration > 60 and metric_evaluations:{ value > 0.9 }	? duration > 60 and metric_evaluations.value:{ value > 0.9 }
kql	topic : bill*	? topic startswith "bill"
kql	timestamp >= now-7d/d	! E101
kql	@timestamp >= "2025-11-03T00:00:00Z"	! E101
kql	topic:("a" or "b") and not call_ended_reason:timeout	! E101
kql	metric_evaluations:{ metric.name: "accuracy" and value < 0.5 }	? metric_evaluations.value:{ metric.name: "accuracy" and value < 0.5 }
kql	success:true	? success=true
splunk	index=calls duration>60 topic=refund	? index="calls" duration>60 topic=refund
splunk	search duration>60 NOT topic="refund"	! E201
splunk	duration>60 topic="refund" | stats count by agent	? duration>60 and topic="refund" | stats count by agent
splunk	topic="bill*" OR topic="ref*"	ok
splunk	where like(topic,"%bill%")	! E201
splunk	earliest=-7d duration>60	? earliest=-7d and duration>60
splunk	where isnull(topic)	! E201
splunk	topic!="refund" duration<=30	? topic!="refund" and duration<=30
splunk	topic IN ("a", "b")	ok
splunk	where duration>60 AND isnotnull(success)	? duration>60 AND isnotnull(success)
splunk	where match(topic, "^bill")	? where matches(topic, "^bill")
splunk	NOT (topic="a" OR topic="b")	ok
datadog	@duration:>60 @topic:refund	! E101
datadog	@duration:[60 TO 120] -@topic:refund	! E101
datadog	@topic:(refund OR billing) @success:false	! E101
datadog	@duration:>=5m	! E101
datadog	status:error @topic:*bill*	! E201
datadog	@agent.agent_name:Anna	! E101
datadog	@duration:>1500ms	! E101
datadog	-@success:true	! E111
sentry	duration:>60s topic:refund	? duration >60s topic:refund
sentry	!topic:refund	? !topic=refund
sentry	has:topic	! E201
sentry	!has:topic	! E201
sentry	topic:[a, b]	! E101
sentry	timestamp:-7d	? timestamp=-7d
sentry	timestamp:>=2025-11-03	? timestamp >=2025-11-03
sentry	duration:<=5m success:true	? duration <=5m success:true
sentry	topic:*bill*	! E101
sentry	is:reviewed	! E101
github	is:reviewed topic:refund duration:>60	! E101
github	duration:60..120	! E101
github	timestamp:>=2025-11-03	? timestamp >=2025-11-03
github	timestamp:2025-11-01..2025-11-30	! E101
github	-topic:refund	! E111
github	no:topic	! E201
github	duration:*..60	! E101
github	topic:refund,billing	! E101
github	NOT topic:refund sort:duration-desc	! E101
jira	topic ~ "bill" AND duration > 60 ORDER BY timestamp DESC	? topic ~ "bill" AND duration > 60
jira	topic is EMPTY	? topic is null
jira	topic is not EMPTY	? topic is not null
jira	topic !~ "bill"	! E101
jira	timestamp >= -7d	? timestamp >= now-7d
jira	timestamp >= startOfDay(-7d)	! E110
jira	timestamp >= startOfMonth() and success != true	! E110
jira	topic in (refund, billing)	= topic in ("refund", "billing")
jira	topic was "refund"	! E101
jira	topic not in (a, "b c")	= topic not in ("a", "b c")
jira	timestamp >= "2025/11/03"	? timestamp >= 2025-11-03T00:00:00Z
jira	success = EMPTY	! E110
mongo	{ duration: { $gte: 60 } }	! E101
mongo	{ duration: { $gte: 60, $lt: 120 }, topic: "refund" }	! E101
mongo	{ $or: [ { topic: "a" }, { topic: "b" } ] }	! E101
mongo	{ topic: /bill/i }	! E101
mongo	{ topic: { $in: ["a","b"] } }	! E101
mongo	{ topic: { $ne: "refund" }, success: true }	! E101
mongo	{ success: { $exists: false } }	! E101
mongo	{ topic: { $not: { $regex: "bill" } } }	! E101
mongo	db.calls.find({duration: {$gt: 60}})	! E201
mongo	{ metric_evaluations: { $elemMatch: { "metric.name": "accuracy", value: { $gte: 0.9 } } } }	! E101
mongo	{"field":"duration","op":"gte","value":60}	! E101
mongo	{"duration": 60}	! E101
odata	$filter=duration ge 60 and topic eq 'refund'	! E101
odata	contains(topic,'bill')	= topic contains 'bill'
odata	startswith(customer_number,'+1') eq true	! E201
odata	not contains(topic,'bill')	= not topic contains 'bill'
odata	topic ne null	= topic is not null
odata	duration gt 60 and success eq true	ok
odata	not (topic eq 'refund')	ok
odata	endswith(topic,'ing') or duration le 5	= topic endswith 'ing' or duration <= 5
odata	contains(topic,'bill') eq false	! E201
odata	topic in ('a','b')	ok
odata	metric_evaluations/any(m: m/value gt 0.9)	! E201
odata	agent/agent_name eq 'Anna'	! E201
rsql	duration=gt=60;success==true	! E110
rsql	duration=ge=60,topic==refund	! E110
rsql	topic=in=(a,b);duration=le=5	! E110
rsql	topic=out=(a,b)	! E110
rsql	topic==*bill*	! E101
rsql	topic=='refund';duration=lt=60,success==false	? topic=='refund' and duration=lt=60,success==false
rsql	(duration=gt=60;success==true),topic==a	! E110
rsql	topic!=refund	= topic!="refund"
rsql	topic=isnull=true	! E110
rsql	duration>60;duration<120	? duration>60 and duration<120
rsql	topic=like=bill	! E110
jq-jsonpath	$[?(@.duration > 60)]	! E101
jq-jsonpath	$..calls[?(@.topic == 'refund' && @.duration >= 60)]	! E101
jq-jsonpath	.[] | select(.duration > 60)	! E101
jq-jsonpath	select(.topic == "refund" and .duration > 60)	! E201
jq-jsonpath	select(.topic | contains("bill"))	! E201
jq-jsonpath	.duration > 60	! E101
jq-jsonpath	select(.topic | test("^bill"))	! E201
jq-jsonpath	map(select(.success == true | not))	! E201
jq-jsonpath	.topic != null	! E101
prom-loki	{topic="refund", duration=">60"}	! E101
prom-loki	{topic=~"bill.*"}	! E101
prom-loki	calls{topic!~"bill.*",success="true"}	! E207
prom-loki	{topic="refund"} |= "error"	! E101
prom-loki	{app="calls"} | json | duration > 60s	! E101
prom-loki	topic=~"a|b"	= topic~"a|b"
prom-loki	topic!~"a|b"	! E101
prom-loki	{topic="a"} | duration >= 1m30s	! E101
prom-loki	sum(rate(calls{success="false"}[5m])) > 0.5	! E201
grafana	$topic = 'refund'	! E101
grafana	topic =~ /^bill/	= topic ~ /^bill/
grafana	$__timeFilter(timestamp) AND duration > 60	! E101
grafana	topic IN (${topics:singlequote})	! E101
grafana	"topic" =~ /bill/ AND "duration" > 60	= "topic" ~ /bill/ AND "duration" > 60
grafana	timestamp > now() - 7d	= timestamp > now - 7d
grafana	topic =| refund|billing	! E101
cloudwatch	filter duration > 60 and topic like /bill/	? duration > 60 and topic like /bill/
cloudwatch	fields @timestamp, topic | filter duration > 60	! E201
cloudwatch	filter @message like "timeout"	! E201
cloudwatch	filter ispresent(topic)	! E201
cloudwatch	filter topic not like /bill/	? topic not like /bill/
cloudwatch	filter not ispresent(topic)	! E201
cloudwatch	filter topic in ["a","b"] and success = 0	? topic in ["a","b"] and success = 0
cloudwatch	filter strcontains(topic, "bill")	! E201
wireshark	duration > 60 && topic contains "bill"	ok
wireshark	topic matches "(?i)bill"	ok
wireshark	topic and duration > 60	! E101
wireshark	!(topic == "a")	ok
wireshark	duration in {60 .. 120}	! E101
wireshark	duration in {60, 120}	! E101
wireshark	topic == "a" or topic eq "b"	ok
wireshark	!topic	! E102
wireshark	not topic contains "bill"	! E501
wireshark	duration ge 60 and not success eq 1	= duration >= 60 and not success eq true
gcp-aip	topic="refund" AND duration>60s	ok
gcp-aip	-topic="refund"	! E111
gcp-aip	NOT topic:"bill"	? NOT topic="bill"
gcp-aip	topic:"bill"	? topic="bill"
gcp-aip	topic:*	! E101
gcp-aip	timestamp>="2025-11-03T00:00:00Z" duration>=60	? timestamp>="2025-11-03T00:00:00Z" and duration>=60
gcp-aip	duration >= 60s AND -success = true	! E111
gcp-aip	topic = "bill*"	ok
gcp-aip	topic=~"^bill"	= topic~"^bill"
gcp-aip	topic!~"^bill"	! E101
gcp-aip	metric_evaluations.value>0.9 AND severity>=ERROR	? metric_evaluations.value>0.9 AND severity>="ERROR"
gcp-aip	metadata.region:(EU OR US)	! E101
soql	WHERE timestamp = LAST_N_DAYS:7	= timestamp = LAST_N_DAYS:7
soql	WHERE topic != null AND duration > 60	= topic is not null AND duration > 60
soql	timestamp = TODAY	ok
soql	timestamp >= YESTERDAY	? timestamp >= today-1d
soql	topic INCLUDES ('a;b')	? topic contains ('a;b')
soql	NOT topic LIKE '%bill%'	= NOT topic contains 'bill'
soql	(NOT topic LIKE 'bill%')	= (NOT topic startswith 'bill')
soql	success = TRUE AND timestamp > 2025-11-03T00:00:00.000+0000	? success = TRUE AND timestamp > 2025-11-03T00:00:00.000+00:00
soql	timestamp = THIS_WEEK	! E110
soql	timestamp > LAST_WEEK	! E110
csharp-linq	x => x.Duration >= 60 && x.Topic.Contains("bill")	? x >= x.Duration >= 60 && x.Topic.Contains("bill")
csharp-linq	calls.Where(c => c.duration > 60)	! E201)texts",
R"texts(csharp-linq	c.topic.StartsWith("bill") || c.success == true	! E201
csharp-linq	!string.IsNullOrEmpty(topic)	! E201
csharp-linq	topic is not null && duration is > 60 and < 120	! E101
csharp-linq	topic is "a" or "b"	= topic = "a" or "b"
csharp-linq	topic == null	= topic is null
csharp-linq	!topic.Contains("bill")	= !topic contains "bill"
csharp-linq	duration >= 60d	ok
csharp-linq	duration >= 1_000	! E302
csharp-linq	success is false	= success = false
csharp-linq	duration >= 60.0f && id == 3L	! E302
python	60 <= duration <= 120	= duration >= 60 and duration <= 120
python	duration >= 60 and topic in ("a", "b")	ok
python	topic is None	? topic is null
python	topic is not None and "bill" in topic	? topic is not null and "bill" in topic
python	not success	? not success = true
python	"bill" not in topic	! E201
python	df[(df.duration > 60) & (df.topic == "refund")]	! E201
python	df.query("duration > 60 and topic == 'refund'")	! E201
python	re.search(r'^bill', topic)	! E201
python	success == True	ok
python	success is False and topic == None	= success = False and topic == None
python	if duration > 60 and topic.startswith("bill"):	? duration > 60 and topic.startswith("bill"):
javascript	topic === "refund" && duration !== 60	= topic = "refund" && duration != 60
javascript	topic.includes("bill")	! E201
javascript	["a","b"].includes(topic)	! E101
javascript	!topic.includes("bill")	! E201
javascript	call.duration > 60 && !call.success	= duration > 60 && !success
javascript	topic?.startsWith('bill') ?? false	! E101
javascript	topic === undefined	= topic = undefined
javascript	topic == null || duration >= 60;	= topic is null || duration >= 60
javascript	/bill/i.test(topic)	! E101
javascript	duration > 60 ? true : false	! E101
javascript	topic !== 'a' && topic !== 'b'	= topic != 'a' && topic != 'b'
javascript	calls.filter(c => c.duration > 60)	! E201
ruby	topic =~ /bill/	= topic ~ /bill/
ruby	duration > 60 and topic != nil	? duration > 60 and topic is not null
ruby	unless topic == "refund"	! E201
ruby	topic.nil?	! E201
ruby	!topic.nil?	! E201
ruby	(60..120).include?(duration)	! E111
ruby	(60...120).cover?(duration)	! E111
ruby	duration.between?(60, 120)	! E201
ruby	where("duration > ?", 60)	! E201
ruby	where(topic: %w[a b])	! E201
ruby	topic.start_with?("bill")	! E201
ruby	duration in 60...120	! E101
go	c.Duration > 60 && c.Topic == "refund"	! E201
go	strings.Contains(topic, "bill")	= topic contains "bill"
go	!strings.HasPrefix(topic, "bill")	! E201
go	topic == `refund`	? topic == 'refund'
go	duration > 5*time.Minute	! E101
go	if err != nil && duration > 60 {	! E201
go	topic == nil	? topic is null
go	duration >= time.Hour	! E110
excel	=AND(duration>60, topic="refund")	! E101
excel	=IF(duration>60,TRUE,FALSE)	! E101
excel	=OR(topic="a",topic="b")	! E101
excel	duration>60;topic="a"	? duration>60 and topic="a"
excel	NOT(topic="refund")	ok
excel	=ISBLANK(topic)	! E101
excel	AND(duration>60,NOT(success))	! E101
excel	COUNTIFS(duration,">=60",topic,"refund")	! E201
excel	timestamp>=DATE(2025,11,3)	! E110
excel	topic<>""	ok
excel	timestamp>TODAY()-7	= timestamp>TODAY-7
excel	>=60	! E101
hasura-graphql	{duration: {_gte: 60}}	! E101
hasura-graphql	where: {topic: {_eq: "refund"}, duration: {_gt: 60}}	? {topic: {_eq: "refund"}, duration: {_gt: 60}}
hasura-graphql	{_not: {topic: {_eq: "a"}}}	! E101
hasura-graphql	{topic: {_ilike: "%bill%"}}	! E101
hasura-graphql	{_or: [{topic: {_eq: "a"}}, {success: {_is_null: true}}]}	! E101
hasura-graphql	calls(where: {success: {_eq: true}}) { id }	! E201
hasura-graphql	topic _eq "refund"	! E101
hasura-graphql	duration _gte 60	! E101
prose	calls longer than 5 minutes	! E201
prose	duration is greater than 60	= duration > 60
prose	duration is more than 5 minutes	= duration > 5m
prose	duration at least 60 seconds	= duration >= 60s
prose	duration is between 60 and 120 seconds	! E101
prose	topic is refund or billing	! E101
prose	topic is either "a" or "b"	! E101
prose	topic is not "refund"	= topic != "refund"
prose	topic does not contain "bill"	= topic not contains "bill"
prose	topic contains "bill" but not "refund"	! E109
prose	success is true and the duration is less than 60	= success = true and the duration is less than 60
prose	show me all failed calls from last week	! E201
prose2	topic contains "a" or "b"	? topic contains "a" or topic contains "b"
prose2	topic doesn't contain "bill"	= topic not contains "bill"
prose2	duration no more than 60	= duration <= 60
prose2	duration not less than 60	= duration >= 60
prose2	timestamp since yesterday	? timestamp >= yesterday
prose2	timestamp after 2025-11-03	? timestamp > 2025-11-03
prose2	timestamp before today	? timestamp < today
prose2	timestamp in the last 7 days	! E110
prose2	topic is empty	? topic is null
prose2	topic is neither "a" nor "b"	! E101
prose2	duration equals 60	= duration = 60
prose2	duration over 5m	? duration > 5m
chat	“refund” = topic	= topic = "refund"
chat	topic = “refund”	= topic = "refund"
chat	topic = ‘refund’ and duration ≥ 60	= topic = 'refund' and duration >= 60
chat	```duration >= 60```	= duration >= 60
chat	```sql\nduration >= 60\n```	= duration >= 60
chat	`duration >= 60`	= duration >= 60
chat	- duration >= 60	? duration >= 60
chat	* topic = "refund"	? topic = "refund"
chat	1. duration >= 60	? duration >= 60
chat	1: duration >= 60	? duration >= 60
chat	duration &gt;= 60 &amp;&amp; topic = &quot;a&quot;	= duration >= 60 && topic = "a"
chat	**duration >= 60**	! E101
chat2	duration >= 60.	? duration >= 60
chat2	duration >= 60,	! E101
chat2	duration >= 60;	= duration >= 60
chat2	"duration >= 60"	= duration >= 60
chat2	'duration >= 60 and topic = "a"'	= duration >= 60 and topic = "a"
chat2	filter: duration >= 60	? duration >= 60
chat2	Filter = duration >= 60	! E201
chat2	> duration >= 60	? duration >= 60
chat2	$ calque check 'duration >= 60'	! E101
chat2	duration >= 60 and …	! E108
chat2	- duration >= 60\n- topic = "a"	? duration >= 60|- topic = "a"
chat2	duration >= 60\ntopic = "a"	? duration >= 60|and topic = "a"
invisible	duration >= 60	= duration >= 60
invisible	﻿duration >= 60	= duration >= 60
invisible	dura​tion >= 60	= duration >= 60
invisible	topic = "ref​und"	ok
invisible	duration >= 60​	= duration >= 60
invisible	topic = "a b"	ok
invisible	duration >= −5	= duration >= -5
invisible	topic <> ″refund″	= topic <> "refund"
invisible	ｄuration >= 60	= duration >= 60
invisible	duration ＞= ６０	= duration >= 60
invisible	tоpic = "a"	= topic = "a"
invisible	duration >= 60 and topic = "a"	= duration >= 60 and topic = "a"
urlenc	duration%3E%3D60	! E101
urlenc	duration%20%3E%3D%2060%20and%20topic%20%3D%20%22a%22	! E101
urlenc	duration+%3E=+60	! E101
urlenc	?duration=60&topic=refund	! E101
urlenc	topic=refund&duration=60	! E110
urlenc	filter[duration][gte]=60&filter[topic]=a	! E201
urlenc	topic%3A%22refund%22	! E101
urlenc	duration>=60&amp;topic=refund	= duration>=60 and topic="refund"
urlenc	https://app.example.com/calls?topic=refund	! E201
urlenc	topic=credit%20card	? topic="credit%20card"
dates	timestamp >= 2025-11-03	? timestamp >= 2025-11-03T00:00:00Z
dates	timestamp <= 2025-11-03	? timestamp < 2025-11-04T00:00:00Z
dates	timestamp < 03.11.2025	? timestamp < 2025-11-03T00:00:00Z
dates	timestamp > 11/03/2025	! E301
dates	timestamp >= 2025-11-03 10:30	? timestamp >= 2025-11-03T10:30:00Z
dates	timestamp >= "2025-11-03T10:30:00"	? timestamp >= 2025-11-03T10:30:00Z
dates	timestamp = 2025-11-03T10:30:00+01	? timestamp = 2025-11-03T10:30:00+01:00
dates	timestamp >= 1762128000	? timestamp >= 2025-11-03T00:00:00Z
dates	timestamp >= 2025-11-03T10:30:00 UTC	? timestamp >= 2025-11-03T10:30:00Z
dates	timestamp >= 3 Nov 2025	? timestamp >= 2025-11-03T00:00:00Z
dates	timestamp >= Nov 3, 2025 10:30 PM	! E110
dates	timestamp between 2025-11-01 and 2025-11-30	= timestamp in 2025-11-01 .. 2025-11-30
dates2	timestamp > yesterday	? timestamp > today-1d
dates2	timestamp > 7 days ago	? timestamp > now-7d
dates2	timestamp > -7d	? timestamp > now-7d
dates2	timestamp > now - 7 days	? timestamp > now - 7d
dates2	timestamp >= now-7days	= timestamp >= now-7d
dates2	timestamp >= today - 1 week	? timestamp >= today - 1w
dates2	timestamp > now-1mo	= timestamp > now-1M
dates2	timestamp >= now-30min	= timestamp >= now-30m
dates2	timestamp = today	ok
dates2	timestamp != 2025-11-03	? timestamp not in 2025-11-03T00:00:00Z .. 2025-11-03T23:59:59.999999Z
dates2	timestamp in 2025-11-01..2025-11-30	? timestamp in 2025-11-01T00:00:00Z..2025-11-30
dates2	timestamp not in 2025-11-01..2025-11-30	? timestamp not in 2025-11-01T00:00:00Z..2025-11-30
durations	duration > 5 min	= duration > 5m
durations	duration > 5minutes	= duration > 5m
durations	duration > 1h30m	= duration > 90m
durations	duration > 01:30	! E302
durations	duration > 1:30:00	! E101
durations	duration > PT5M	= duration > 5m
durations	duration > "5m"	= duration > 5m
durations	duration > 90 sec	= duration > 90s
durations	duration > 1.5h	= duration > 90m
durations	duration > 500ms	! E302
durations	duration > 5M	! E302
durations	duration > 2 hours and 30 minutes	= duration > 150m
durations2	duration > 5'	! E101
durations2	duration > 5' 30"	! E101
durations2	duration > 1 hour	= duration > 1h
durations2	duration > half an hour	! E110
durations2	duration in 1m-2m	? duration in 1m..2m
durations2	duration in 60-120	? duration in 60..120
durations2	duration between 1 and 2 minutes	! E101
durations2	duration in [60, 120]	ok
durations2	duration in 60..5m	ok
durations2	duration > 5 m and success = true	= duration > 5m and success = true
durations2	duration < 1 M	! E109
durations2	duration > 60 s.	= duration > 60s
numbers	duration > 1,000	! E101
numbers	duration > 1.000,5	! E101
numbers	duration > 1 000	! E101
numbers	duration > 1'000	! E101
numbers	duration > 0,5	! E101
numbers	duration > .5	? duration > 0.5
numbers	duration > 5.	? duration > 5
numbers	duration > +60	ok
numbers	duration > 007	! E302
numbers	duration > 0x3C	! E302
numbers	duration > 1e3	ok
numbers	duration > 60%	! E101
numbers2	duration > $60	! E101
numbers2	id = 1,234	! E101
numbers2	id in (1,234, 5)	ok
numbers2	id = #123	? id = 123
numbers2	id = 12345678901234567890	! E303
numbers2	id in 1-5	? id in 1..5
numbers2	id in 1..5,7	! E101
numbers2	duration > 5k	! E302
numbers2	duration > ½	! E110
numbers2	duration > 60,0	! E101
numbers2	id = No. 5	! E110
numbers2	metric_evaluations.value > 90 %	! E101)texts"};
// clang-format on
