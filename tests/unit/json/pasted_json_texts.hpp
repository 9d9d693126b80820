// SPDX-License-Identifier: BSL-1.0
// Copyright the calque authors
#pragma once

#include <array>
#include <string_view>

/// Filter JSON as users of other tools paste it. Each line has a text and its outcome: `= ` and the JSON after all
/// safe edits, `? ` and the JSON after the first offered edit, or `! ` and the first code. `\n` is a line
/// break.
// clang-format off
inline constexpr std::array<std::string_view, 3> pasted_json_texts{
R"texts("duration > 60"	? {"field":"duration","op":"gt","value":60}
"duration >= 60"	? {"field":"duration","op":"gte","value":60}
"{\\"field\\":\\"duration\\",\\"op\\":\\"gte\\",\\"value\\":60}"	! E601
# filter\n{"field":"duration","op":"gt","value":60}	? \n{"field":"duration","op":"gt","value":60}
'{"field":"duration","op":"gt","value":60}'	? {"field":"duration","op":"gt","value":60}
'{"field":"topic","op":"eq","value":"x"}'	? {"field":"topic","op":"eq","value":"x"}
- field: topic\n  op: eq\n  value: x	! E601
?filter={"field":"topic","op":"eq","value":"x"}	! E601
["or",{"field":"topic","op":"eq","value":"x"},{"field":"duration","op":"gt","value":5}]	! E602
["topic","=","x"]	! E602
[[{"field":"duration","op":"gt","value":60}],[{"field":"topic","op":"eq","value":"x"}]]	! E602
[{"field":"duration","op":"gte","value":60},{"field":"topic","op":"eq","value":"x"}]	? {"operator":"and","conditions":[{"field":"duration","op":"gte","value":60},{"field":"topic","op":"eq","value":"x"}]}
[{"field":"duration","op":"gte","value":60}]	? {"field":"duration","op":"gte","value":60}
[{"field":"topic","op":"eq","value":"x"}	? [{"field":"topic","op":"eq","value":"x"}]
```json\n{"field":"duration","op":"gt","value":60}\n```	? {"field":"duration","op":"gt","value":60}
```json\n{"field":"duration","op":"gte","value":60}\n```	? {"field":"duration","op":"gte","value":60}
```json\n{"field":"topic","op":"eq","value":"x"}	? {"field":"topic","op":"eq","value":"x"}
duration >= 60	? {"field":"duration","op":"gte","value":60}
{"-":{"field":"topic","op":"eq","value":"x"}}	! E602
{"Field":"duration","Op":"gte","Value":60}	= {"field":"duration","op":"gte","value":60}
{"Operator":"or","Conditions":[{"field":"topic","op":"eq","value":"x"}]}	= {"operator":"or","conditions":[{"field":"topic","op":"eq","value":"x"}]}
{"agent":{"id":5}}	! E602
{"agent__agent_name":"bob"}	! E602
{"all":{"field":"metric_evaluations.value","op":"gt","value":3}}	! E602
{"and":[{"field":"duration","op":"gte","value":60},{"field":"topic","op":"eq","value":"x"}]}	= {"operator":"and","conditions":[{"field":"duration","op":"gte","value":60},{"field":"topic","op":"eq","value":"x"}]}
{"and":[{"field":"topic","op":"eq","value":"x"},{"field":"duration","op":"gt","value":5}]}	= {"operator":"and","conditions":[{"field":"topic","op":"eq","value":"x"},{"field":"duration","op":"gt","value":5}]}
{"and":[{"field":"topic","op":"eq","value":"x"}],"not":true}	! E602
{"and":{"field":"topic","op":"eq","value":"x"}}	! E602
{"blacklist":{"field":"topic","op":"eq","value":"x"}}	! E602
{"combinator":"and","rules":[{"field":"topic","operator":"notNull","value":""}]}	? {"operator":"and","rules":[{"field":"topic","operator":"notNull","value":""}]}
{"combinator":"and","rules":[{"name":"duration","operator":">=","value":60}]}	? {"operator":"and","rules":[{"name":"duration","operator":">=","value":60}]}
{"combinator":"or","not":true,"rules":[{"field":"topic","operator":"=","value":"x"}]}	? {"operator":"or","not":true,"rules":[{"field":"topic","operator":"=","value":"x"}]}
{"condition":"OR","not":true,"rules":[{"id":"topic","field":"topic","type":"string","operator":"equal","value":"x"}]}	? {"operator":"OR","not":true,"rules":[{"id":"topic","field":"topic","type":"string","operator":"equal","value":"x"}]}
{"contains":{"field":"topic","value":"x"}}	! E602
{"data":{"filter":{"field":"topic","op":"eq","value":"x"}}}	! E602
{"default":{"field":"topic","op":"eq","value":"x"}}	! E602
{"duration":"gt:60"}	! E602
{"duration":60,"operator":">"}	! E602
{"duration":{"$gte":60,"$lt":120},"topic":null}	? {"operator":"and","conditions":[{"field":"duration","op":"gte","value":60},{"field":"duration","op":"lt","value":120},{"field":"topic","op":"isnull","value":true}]}
{"duration":{"$gte":60},"topic":"x"}	? {"operator":"and","conditions":[{"field":"duration","op":"gte","value":60},{"field":"topic","op":"eq","value":"x"}]}
{"duration":{"$nbetween":[1,2]}}	! E602
{"duration":{"between":[60,120]}}	? {"operator":"and","conditions":[{"field":"duration","op":"gte","value":60},{"field":"duration","op":"lte","value":120}]}
{"duration":{"gte":60}}	? {"field":"duration","op":"gte","value":60}
{"duration":{"max":60}}	? {"field":"duration","op":"lte","value":60}
{"duration":{"min":60,"max":120}}	? {"operator":"and","conditions":[{"field":"duration","op":"gte","value":60},{"field":"duration","op":"lte","value":120}]}
{"exclude":[{"field":"topic","op":"eq","value":"x"}]}	! E602
{"exists":{"field":"topic"}}	! E602
{"field": "topic", "op": "eq", "value": “refund"}	! E601
{"field":"!success","op":"eq","value":true}	! E201
{"field":"*topic","op":"eq","value":"x"}	! E201
{"field":"+id","op":"eq","value":3}	! E201
{"field":"1duration","op":"gt","value":5}	! E201
{"field":"Duration","op":">=","value":"60"}	= {"field":"duration","op":"gte","value":60}
{"field":"LOWER(topic)","op":"eq","value":"x"}	! E201
{"field":"agent id","op":"eq","value":1}	! E201
{"field":"agent","op":"eq","value":"bob"}	? {"field":"agent.agent_name","op":"eq","value":"bob"}
{"field":"agent..id","op":"eq","value":1}	= {"field":"agent.id","op":"eq","value":1}
{"field":"agent.name","op":"eq","value":"x"}	! E201
{"field":"agent__agent_name","op":"eq","value":"x"}	= {"field":"agent.agent_name","op":"eq","value":"x"}
{"field":"call.duration","op":"gt","value":60}	= {"field":"duration","op":"gt","value":60}
{"field":"call_duration","op":"gt","value":60}	! E201
{"field":"call_end_reason","op":"eq","value":"hangup"}	! E201
{"field":"call_ended_season","op":"eq","value":"x"}	= {"field":"call_ended_reason","op":"eq","value":"x"}
{"field":"customer.id","op":"eq","value":5}	? {"field":"id","op":"eq","value":5}
{"field":"customerNumber","op":"=","value":491234}	= {"field":"customer_number","op":"eq","value":"491234"}
{"field":"customerNumber","op":"eq","value":"+491234"}	= {"field":"customer_number","op":"eq","value":"+491234"}
{"field":"customer_number","op":"contains","value":4.9e12}	? {"field":"customer_number","op":"contains","value":"4.9e12"}
{"field":"customer_number","op":"eq","value":12345678901234567890123}	! E303
{"field":"duration!","op":"gt","value":1}	! E201
{"field":"duration" "op":"gte","value":1}	! E601
{"field":"duration","op":"!=","value":60}	= {"field":"duration","op":"neq","value":60}
{"field":"duration","op":"!gt","value":60}	! E602
{"field":"duration","op":"$gte","value":60}	= {"field":"duration","op":"gte","value":60}
{"field":"duration","op":"===","value":5}	= {"field":"duration","op":"eq","value":5}
{"field":"duration","op":">=","value":"60"}	= {"field":"duration","op":"gte","value":60}
{"field":"duration","op":">=","value":60}	= {"field":"duration","op":"gte","value":60}
{"field":"duration","op":"EQ","value":60}	= {"field":"duration","op":"eq","value":60}
{"field":"duration","op":"GT","value":"1.500"}	? {"field":"duration","op":"gt","value":"1.500"}
{"field":"duration","op":"between","value":"60,120"}	? {"operator":"and","conditions":[{"field":"duration","op":"gte","value":60},{"field":"duration","op":"lte","value":120}]}
{"field":"duration","op":"between","value":[1,2],"exclusive":true}	! E602
{"field":"duration","op":"between","value":[5,10]}	? {"operator":"and","conditions":[{"field":"duration","op":"gte","value":5},{"field":"duration","op":"lte","value":10}]}
{"field":"duration","op":"between","value":[60,null]}	! E602
{"field":"duration","op":"between","value":{"from":60,"to":120}}	! E602
{"field":"duration","op":"g	! E601
{"field":"duration","op":"ge","value":60}	= {"field":"duration","op":"gte","value":60}
{"field":"duration","op":"greater_than_or_equal","value":60}	= {"field":"duration","op":"gte","value":60}
{"field":"duration","op":"gt","value":"$60"}	! E301
{"field":"duration","op":"gt","value":"+60"}	= {"field":"duration","op":"gt","value":60}
{"field":"duration","op":"gt","value":"0.1234567890123456789"}	= {"field":"duration","op":"gt","value":0.12345678901234568}
{"field":"duration","op":"gt","value":"0x3C"}	! E301
{"field":"duration","op":"gt","value":"1.000"}	? {"field":"duration","op":"gt","value":1}
{"field":"duration","op":"gt","value":"1e"}	! E301
{"field":"duration","op":"gt","value":"1h30m"}	= {"field":"duration","op":"gt","value":5400}
{"field":"duration","op":"gt","value":"1mo"}	! E301
{"field":"duration","op":"gt","value":"5M"}	! E301
{"field":"duration","op":"gt","value":"PT1H30M"}	= {"field":"duration","op":"gt","value":5400}
{"field":"duration","op":"gt","value":"½"}	! E301
{"field":"duration","op":"gt","value":+60}	! E601
{"field":"duration","op":"gt","value":.5}	! E601
{"field":"duration","op":"gt","value":1,000}	! E601
{"field":"duration","op":"gt","value":1e400}	! E303
{"field":"duration","op":"gt","value":60	? {"field":"duration","op":"gt","value":60}
{"field":"duration","op":"gt","value":60} || {"field":"topic","op":"eq","value":"x"}	! E601
{"field":"duration","op":"gt","value":[60,120]}	! E301
{"field":"duration","op":"gt","value":null}	! E112
{"field":"duration","op":"gt","value":{"$numberLong":"60"}}	! E301
{"field":"duration","op":"gte","value":"5m"}	= {"field":"duration","op":"gte","value":300}
{"field":"duration","op":"gte","value":"60"}	= {"field":"duration","op":"gte","value":60}
{"field":"duration","op":"gte","value":60	? {"field":"duration","op":"gte","value":60}
{"field":"duration","op":"gte","value":60,"op":"lte","value":120}	! E602
{"field":"duration","op":"gte","value":60,}	? {"field":"duration","op":"gte","value":60}
{"field":"duration","op":"gte","value":tru}	! E601
{"field":"duration","op":"gte","value":{"a":1}}	! E301
{"field":"duration","op":"in","value":{"min":60,"max":120}}	! E301
{"field":"duration","op":"longer","value":6}	! E602
{"field":"duration","op":"min","value":60}	? {"field":"duration","op":"gte","value":60}
{"field":"duration","op":"ne","value":60}	= {"field":"duration","op":"neq","value":60}
{"field":"duration","op":"not more than","value":6}	! E602
{"field":"duration","op":"not_equals","value":60}	= {"field":"duration","op":"neq","value":60}
{"field":"duration","op":"not_gt","value":6}	! E602
{"field":"duration","op":"under","value":6}	? {"field":"duration","op":"lt","value":6}
{"field":"duration","op":"≥","value":5}	= {"field":"duration","op":"gte","value":5}
{"field":"duration","operator":"gte","value":60}	= {"field":"duration","op":"gte","value":60}
{"field":"duration<","op":"eq","value":5}	! E201
{"field":"duration>","op":"eq","value":5}	! E201
{"field":"durationMs","op":"gt","value":60000}	! E201
{"field":"duration__gte","op":"eq","value":60}	? {"field":"duration","op":"gte","value":60}
{"field":"duration_h","op":"gt","value":5}	! E201
{"field":"duraton","op":"gte","value":60}	= {"field":"duration","op":"gte","value":60}
{"field":"id","op":"eq","value":"#5"}	! E301
{"field":"id","op":"eq","value":"1.234"}	! E301
{"field":"id","op":"eq","value":ObjectId("65ba")}	! E601
{"field":"id","op":"gt","value":1.5}	! E304
{"field":"id","op":"not_in","value":[1,1]}	? {"operator":"and","conditions":[{"operator":"or","conditions":[{"field":"id","op":"lt","value":1},{"field":"id","op":"gt","value":1}]},{"operator":"or","conditions":[{"field":"id","op":"lt","value":1},{"field":"id","op":"gt","value":1}]}]}
{"field":"ids","op":"eq","value":5}	? {"field":"id","op":"eq","value":5}
{"field":"is_not_reviewed","op":"eq","value":true}	! E201
{"field":"isnt_reviewed","op":"eq","value":true}	! E201
{"field":"metadata.a.b","op":"eq","value":"x"}	! E202
{"field":"metadata.a.b","op":"eq","value":1}	! E202
{"field":"metadata.key","op":"not_in","value":[1,2]}	? {"operator":"and","conditions":[{"operator":"or","conditions":[{"field":"metadata.key","op":"neq","value":1},{"field":"metadata.key","op":"isnull","value":true}]},{"operator":"or","conditions":[{"field":"metadata.key","op":"neq","value":2},{"field":"metadata.key","op":"isnull","value":true}]}]}
{"field":"metadata.x","op":"in","value":["a",5]}	? {"field":"metadata.x","op":"in","value":["a","5"]}
{"field":"metadata['key']","op":"eq","value":"x"}	! E201
{"field":"metricEvaluations.value","op":"gt","value":1}	= {"field":"metric_evaluations.value","op":"gt","value":1}
{"field":"metric_evaluations.metric.id","op":"eq","value":"5"}	= {"field":"metric_evaluations.metric.id","op":"eq","value":5}
{"field":"metric_evaluations.metric.name","op":"not_in","value":["csat"]}	! E602
{"field":"metric_evaluations.value","op":"not_exists","value":true}	= {"field":"metric_evaluations.value","op":"isnull","value":true}
{"field":"metric_evaluations[0].value","op":"gt","value":1}	! E201
{"field":"no_success","op":"eq","value":true}	! E201
{"field":"success","op":"=","value":"true"}	= {"field":"success","op":"eq","value":true}
{"field":"success","op":"contains","value":"true"}	! E204
{"field":"success","op":"contains","value":true}	! E204
{"field":"success","op":"eq","value":!0}	! E601
{"field":"success","op":"eq","value":" true "}	! E301
{"field":"success","op":"eq","value":"1"}	! E301
{"field":"success","op":"eq","value":"True"}	= {"field":"success","op":"eq","value":true}
{"field":"success","op":"eq","value":"f"}	! E301
{"field":"success","op":"eq","value":1}	= {"field":"success","op":"eq","value":true}
{"field":"success","op":"eq","value":tr	! E601
{"field":"success","op":"eq","value":true,"not":true}	! E602
{"field":"success","op":"gt","value":"false"}	! E204
{"field":"success","op":"gte","value":1}	! E204
{"field":"success","op":"gte","value":true}	? {"field":"success","op":"eq","value":true}
{"field":"success","op":"in","value":["true"]}	= {"field":"success","op":"in","value":[true]}
{"field":"success","op":"is_true"}	! E602
{"field":"success","op":"lt","value":true}	! E204
{"field":"success?","op":"eq","value":true}	! E201
{"field":"successful","op":"eq","value":true}	! E201
{"field":"this.duration","op":"gt","value":60}	? {"field":"duration","op":"gt","value":60}
{"field":"time","op":"gte","value":"2024-01-01"}	! E201
{"field":"timestamp","op":">=","value":"2024-01-31"}	? {"field":"timestamp","op":"gte","value":"2024-01-31"})texts",
R"texts({"field":"timestamp","op":"between","value":["2024-01-01","2024-01-31"]}	! E602
{"field":"timestamp","op":"eq","value":"2024-01"}	! E305
{"field":"timestamp","op":"eq","value":"2024-01-31T10:00"}	? {"field":"timestamp","op":"eq","value":"2024-01-31T10:00:00Z"}
{"field":"timestamp","op":"eq","value":"2024-01-31T10:00:00Z/2024-02-01T10:00:00Z"}	! E305
{"field":"timestamp","op":"eq","value":"2025-11-03"}	? {"operator":"and","conditions":[{"field":"timestamp","op":"gte","value":"2025-11-03T00:00:00Z"},{"field":"timestamp","op":"lte","value":"2025-11-03T23:59:59.999999Z"}]}
{"field":"timestamp","op":"eq","value":"null"}	! E305
{"field":"timestamp","op":"eq","value":20240131}	? {"operator":"and","conditions":[{"field":"timestamp","op":"gte","value":"2024-01-31T00:00:00Z"},{"field":"timestamp","op":"lte","value":"2024-01-31T23:59:59.999999Z"}]}
{"field":"timestamp","op":"gt","value":"NOW-5M"}	? {"field":"timestamp","op":"gt","value":"now-5M"}
{"field":"timestamp","op":"gte","value":""}	! E305
{"field":"timestamp","op":"gte","value":"+2h"}	! E305
{"field":"timestamp","op":"gte","value":"01/31/2024"}	! E305
{"field":"timestamp","op":"gte","value":"2024-01-31 10:00 PM"}	! E305
{"field":"timestamp","op":"gte","value":"2024-01-31 10:00:00 UTC"}	! E305
{"field":"timestamp","op":"gte","value":"2024-01-31 10:00:00"}	? {"field":"timestamp","op":"gte","value":"2024-01-31T10:00:00Z"}
{"field":"timestamp","op":"gte","value":"2024-01-31T10:00:00 +01:00"}	? {"field":"timestamp","op":"gte","value":"2024-01-31T10:00:00+01:00"}
{"field":"timestamp","op":"gte","value":"2024-01-31T10:00:00+01:00[Europe/Berlin]"}	! E305
{"field":"timestamp","op":"gte","value":"2024-01-31T10:00:00.1234567Z"}	! E305
{"field":"timestamp","op":"gte","value":"2024-1-5"}	? {"field":"timestamp","op":"gte","value":"2024-01-05T00:00:00Z"}
{"field":"timestamp","op":"gte","value":"2024-366"}	? {"field":"timestamp","op":"gte","value":"2024-12-31T00:00:00Z"}
{"field":"timestamp","op":"gte","value":"2025-11-03T10:00:00"}	? {"field":"timestamp","op":"gte","value":"2025-11-03T10:00:00Z"}
{"field":"timestamp","op":"gte","value":"Jan 31, 2024"}	? {"field":"timestamp","op":"gte","value":"2024-01-31T00:00:00Z"}
{"field":"timestamp","op":"gte","value":"NOW()-2h"}	? {"field":"timestamp","op":"gte","value":"now-2h"}
{"field":"timestamp","op":"gte","value":"PT2H"}	! E305
{"field":"timestamp","op":"gte","value":"TODAY-7D"}	? {"field":"timestamp","op":"gte","value":"today-7d"}
{"field":"timestamp","op":"gte","value":"Today - 7d"}	= {"field":"timestamp","op":"gte","value":"today-7d"}
{"field":"timestamp","op":"gte","value":"now()-7d"}	? {"field":"timestamp","op":"gte","value":"now-7d"}
{"field":"timestamp","op":"gte","value":"now+-2h"}	! E307
{"field":"timestamp","op":"gte","value":"now-1D"}	? {"field":"timestamp","op":"gte","value":"now-1d"}
{"field":"timestamp","op":"gte","value":"now-2"}	? {"field":"timestamp","op":"gte","value":"now-2d"}
{"field":"timestamp","op":"gte","value":"now/w"}	! E307
{"field":"timestamp","op":"gte","value":"now2h"}	! E305
{"field":"timestamp","op":"gte","value":"this_week"}	! E305
{"field":"timestamp","op":"gte","value":"today-7D"}	? {"field":"timestamp","op":"gte","value":"today-7d"}
{"field":"timestamp","op":"gte","value":"yesterday"}	? {"field":"timestamp","op":"gte","value":"today-1d"}
{"field":"timestamp","op":"gte","value":1706695200.5}	! E301
{"field":"timestamp","op":"gte","value":1762128000}	? {"field":"timestamp","op":"gte","value":"2025-11-03T00:00:00Z"}
{"field":"timestamp","op":"gte","value":19700101}	? {"field":"timestamp","op":"gte","value":"1970-01-01T00:00:00Z"}
{"field":"timestamp","op":"gte","value":20240131}	? {"field":"timestamp","op":"gte","value":"2024-01-31T00:00:00Z"}
{"field":"timestamp","op":"gte","value":60}	! E301
{"field":"timestamp","op":"gte","value":new Date("2024-01-31")}	! E601
{"field":"timestamp","op":"lte","value":"2024-01-31"}	? {"field":"timestamp","op":"lt","value":"2024-02-01T00:00:00Z"}
{"field":"timestamp","op":"lte","value":"2024-01-31T23:59:59"}	? {"field":"timestamp","op":"lte","value":"2024-01-31T23:59:59Z"}
{"field":"timestamp","op":"lte","value":"2025-11-03"}	? {"field":"timestamp","op":"lt","value":"2025-11-04T00:00:00Z"}
{"field":"timestamp","op":"lte","value":"9999-12-31"}	! E306
{"field":"timestamp","op":"lte","value":"last 7 days"}	! E305
{"field":"timestamp","op":"neq","value":"2025-11-03"}	? {"operator":"or","conditions":[{"field":"timestamp","op":"lt","value":"2025-11-03T00:00:00Z"},{"field":"timestamp","op":"gt","value":"2025-11-03T23:59:59.999999Z"}]}
{"field":"timestamp","op":"to","value":"2024-01-01T00:00:00Z"}	! E602
{"field":"timestamp","op":"within","value":"7d"}	! E602
{"field":"topic","comparator":"=","value":"x"}	? {"field":"topic","op":"=","value":"x"}
{"field":"topic","op":"! contains","value":"a"}	! E602
{"field":"topic","op":"!=","value":null}	= {"field":"topic","op":"isnull","value":false}
{"field":"topic","op":"!contains","value":"x"}	! E602
{"field":"topic","op":"!equals","value":"x"}	! E602
{"field":"topic","op":"-eq","value":"a"}	! E602
{"field":"topic","op":"-eq","value":"x"}	! E602
{"field":"topic","op":"=","value":null}	= {"field":"topic","op":"isnull","value":true}
{"field":"topic","op":"=?","value":"x"}	! E602
{"field":"topic","op":"IN","value":"a"}	= {"field":"topic","op":"in","value":["a"]}
{"field":"topic","op":"^contains","value":"a"}	! E602
{"field":"topic","op":"_nin","value":["x"]}	? {"operator":"or","conditions":[{"field":"topic","op":"neq","value":"x"},{"field":"topic","op":"isnull","value":true}]}
{"field":"topic","op":"any_of","value":["a","b"]}	= {"field":"topic","op":"in","value":["a","b"]}
{"field":"topic","op":"begins_with","value":"re"}	= {"field":"topic","op":"startswith","value":"re"}
{"field":"topic","op":"contains","value":5}	= {"field":"topic","op":"contains","value":"5"}
{"field":"topic","op":"containss","value":"x"}	= {"field":"topic","op":"contains","value":"x"}
{"field":"topic","op":"different","value":"a"}	! E602
{"field":"topic","op":"empty","value":false}	! E602
{"field":"topic","op":"eq","value":"refund}	! E601
{"field":"topic","op":"eq","value":"x","NOT":true}	! E602
{"field":"topic","op":"eq","value":"x","boost":2}	! E602
{"field":"topic","op":"eq","value":"x","case_sensitive":false}	! E602
{"field":"topic","op":"eq","value":"x","isNot":true}	! E602
{"field":"topic","op":"eq","value":"x","modifier":"not"}	! E602
{"field":"topic","op":"eq","value":"x","negative":true}	! E602
{"field":"topic","op":"eq","value":"x","not":!0}	! E601
{"field":"topic","op":"eq","value":"x","not":null}	! E602
{"field":"topic","op":"eq","value":"x'}	! E601
{"field":"topic","op":"eq","value":5}	= {"field":"topic","op":"eq","value":"5"}
{"field":"topic","op":"eq","value":NaN}	! E601
{"field":"topic","op":"eq","value":["a","b"]}	? {"field":"topic","op":"in","value":["a","b"]}
{"field":"topic","op":"eq","value":["refund","billing"]}	? {"field":"topic","op":"in","value":["refund","billing"]}
{"field":"topic","op":"eq","value":null,"negate":true}	! E112
{"field":"topic","op":"eq","value":null,"not":true}	! E112
{"field":"topic","op":"eq","value":true}	? {"field":"topic","op":"eq","value":"true"}
{"field":"topic","op":"eq","values":["x","y"]}	? {"field":"topic","op":"eq","value":["x","y"]}
{"field":"topic","op":"eqq","value":"x"}	! E602
{"field":"topic","op":"exists","value":"false"}	! E602
{"field":"topic","op":"exists","value":false}	= {"field":"topic","op":"isnull","value":true}
{"field":"topic","op":"exists","value":true}	= {"field":"topic","op":"isnull","value":false}
{"field":"topic","op":"icontains","value":"a"}	? {"field":"topic","op":"contains","value":"a"}
{"field":"topic","op":"iexact","value":"refund"}	? {"field":"topic","op":"eq","value":"refund"}
{"field":"topic","op":"in","value":"*"}	? {"field":"topic","op":"in","value":["*"]}
{"field":"topic","op":"in","value":"a or b"}	? {"field":"topic","op":"in","value":["a or b"]}
{"field":"topic","op":"in","value":"a"}	= {"field":"topic","op":"in","value":["a"]}
{"field":"topic","op":"in","value":"a, b"}	? {"field":"topic","op":"in","value":["a","b"]}
{"field":"topic","op":"in","value":"a,b"}	? {"field":"topic","op":"in","value":["a","b"]}
{"field":"topic","op":"in","value":"a;b"}	? {"field":"topic","op":"in","value":["a;b"]}
{"field":"topic","op":"in","value":"a\tb"}	! E301
{"field":"topic","op":"in","value":"refund,billing"}	? {"field":"topic","op":"in","value":["refund","billing"]}
{"field":"topic","op":"in","value":["a","b",]}	? {"field":"topic","op":"in","value":["a","b"]}
{"field":"topic","op":"in","value":[]}	! E309
{"field":"topic","op":"in","value":a,b}	! E601
{"field":"topic","op":"in","value":{"0":"refund","1":"billing"}}	! E301
{"field":"topic","op":"iregex","value":"x"}	? {"field":"topic","op":"regex","value":"x"}
{"field":"topic","op":"is not in","value":["a"]}	? {"operator":"or","conditions":[{"field":"topic","op":"neq","value":"a"},{"field":"topic","op":"isnull","value":true}]}
{"field":"topic","op":"is null","value":false}	? {"field":"topic","op":"isnull","value":false}
{"field":"topic","op":"isAnyOf","value":["a","b"]}	= {"field":"topic","op":"in","value":["a","b"]}
{"field":"topic","op":"isNotNull","value":"x"}	? {"field":"topic","op":"isnull","value":false}
{"field":"topic","op":"isNotNull","value":false}	! E602
{"field":"topic","op":"isNotNull","value":true}	= {"field":"topic","op":"isnull","value":false}
{"field":"topic","op":"is_null"}	? {"field":"topic","op":"isnull","value":true}
{"field":"topic","op":"isnnull","value":true}	= {"field":"topic","op":"isnull","value":true}
{"field":"topic","op":"isnull","value":"null"}	! E301
{"field":"topic","op":"isnull","value":"true"}	= {"field":"topic","op":"isnull","value":true}
{"field":"topic","op":"isnull","value":1}	= {"field":"topic","op":"isnull","value":true}
{"field":"topic","op":"isnull","value":2}	! E301
{"field":"topic","op":"isnull"}	? {"field":"topic","op":"isnull","value":true}
{"field":"topic","op":"like","value":"%x%"}	? {"field":"topic","op":"contains","value":"x"}
{"field":"topic","op":"like","value":"refund"}	? {"field":"topic","op":"contains","value":"refund"}
{"field":"topic","op":"like","value":"x%"}	? {"field":"topic","op":"startswith","value":"x"}
{"field":"topic","op":"missing","value":true}	= {"field":"topic","op":"isnull","value":true}
{"field":"topic","op":"n eq","value":"x"}	? {"field":"topic","op":"neq","value":"x"}
{"field":"topic","op":"ncontains","value":"a"}	! E602
{"field":"topic","op":"neq","value":5}	= {"field":"topic","op":"neq","value":"5"}
{"field":"topic","op":"neq","value":["a","b"]}	? {"operator":"and","conditions":[{"operator":"or","conditions":[{"field":"topic","op":"neq","value":"a"},{"field":"topic","op":"isnull","value":true}]},{"operator":"or","conditions":[{"field":"topic","op":"neq","value":"b"},{"field":"topic","op":"isnull","value":true}]}]}
{"field":"topic","op":"neq","value":[]}	! E301
{"field":"topic","op":"neq","value":null}	= {"field":"topic","op":"isnull","value":false}
{"field":"topic","op":"nin","value":["x"]}	? {"operator":"or","conditions":[{"field":"topic","op":"neq","value":"x"},{"field":"topic","op":"isnull","value":true}]}
{"field":"topic","op":"nocontains","value":"a"}	! E602
{"field":"topic","op":"not in","value":["refund","billing"]}	? {"operator":"and","conditions":[{"operator":"or","conditions":[{"field":"topic","op":"neq","value":"refund"},{"field":"topic","op":"isnull","value":true}]},{"operator":"or","conditions":[{"field":"topic","op":"neq","value":"billing"},{"field":"topic","op":"isnull","value":true}]}]}
{"field":"topic","op":"not_contains","value":"a"}	! E602
{"field":"topic","op":"not_equal","value":null}	= {"field":"topic","op":"isnull","value":false}
{"field":"topic","op":"not_exists","value":false}	! E602
{"field":"topic","op":"not_exists","value":true}	= {"field":"topic","op":"isnull","value":true}
{"field":"topic","op":"not_in","value":["a","b"]}	? {"operator":"and","conditions":[{"operator":"or","conditions":[{"field":"topic","op":"neq","value":"a"},{"field":"topic","op":"isnull","value":true}]},{"operator":"or","conditions":[{"field":"topic","op":"neq","value":"b"},{"field":"topic","op":"isnull","value":true}]}]}
{"field":"topic","op":"not_in","value":["x"],"not":true}	! E602
{"field":"topic","op":"not_includes","value":"x"}	! E602
{"field":"topic","op":"not_like","value":"%refund%"}	! E602
{"field":"topic","op":"not_regex","value":"^re"}	! E602
{"field":"topic","op":"notnull"}	? {"field":"topic","op":"isnull","value":false}
{"field":"topic","op":"regexp","value":"^re"}	? {"field":"topic","op":"regex","value":"^re"}
{"field":"topic","op":"undefined","value":true}	! E602
{"field":"topic","op":"~in","value":["x"]}	! E602
{"field":"topic","op":"≠","value":"x"}	= {"field":"topic","op":"neq","value":"x"}
{"field":"topic","op":null,"value":"x"}	! E602
{"field":"topic","operator":"!=","value":"x"}	= {"field":"topic","op":"neq","value":"x"}
{"field":"topic","operator":"eq","value":null}	= {"field":"topic","op":"isnull","value":true}
{"field":"topic","type":"string","operator":"eq","value":"x"}	? {"field":"topic","type":"string","op":"eq","value":"x"}
{"field":"topic,"op":"eq","value":"x"}	! E601
{"field":"topics","op":"eq","value":"x"}	= {"field":"topic","op":"eq","value":"x"}
{"field":["topic"],"op":"eq","value":"x"}	! E602
{"field"="duration","op"="gt","value"=60}	! E601
{"filter": {"field":"duration","op":"gt","value":60}}	= {"field":"duration","op":"gt","value":60}
{"filter":"duration gt 60"}	! E602
{"filter":"{\"field\":\"topic\",\"op\":\"eq\",\"value\":\"x\"}"}	! E602
{"filter":{"field":"topic","op":"eq","value":"x"},"exclude":true}	! E602
{"filter":{"field":"topic","op":"eq","value":"x"},"negate":true}	! E602
{"filter":{"property":"success","checkbox":{"does_not_equal":true}}}	? {"property":"success","checkbox":{"does_not_equal":true}}
{"filter":{"topic":{"notIn":["x","y"]}}}	? {"topic":{"notIn":["x","y"]}}
{"filter":{}}	? {}
{"filter[duration][gte]":60}	! E602)texts",
R"texts({"filter_not":{"field":"topic","op":"eq","value":"x"}}	! E602
{"filters":{"field":"duration","op":"gte","value":60}}	= {"field":"duration","op":"gte","value":60}
{"filters":{"topic":{"$eqi":"x"}}}	? {"topic":{"$eqi":"x"}}
{"id":"duration","field":"duration","type":"integer","input":"number","operator":"less","value":60}	? {"id":"duration","field":"duration","type":"integer","input":"number","op":"less","value":60}
{"id":"topic","field":"topic","type":"string","operator":"equal","value":"x"}	? {"id":"topic","field":"topic","type":"string","op":"equal","value":"x"}
{"id":1,"filters":{"operator":"and","conditions":[{"field":"duration","op":"gte","value":60}]}}	! E602
{"key":"topic","operator":"=","value":"x"}	? {"field":"topic","operator":"=","value":"x"}
{"lhs":"topic","op":"=","rhs":"x"}	? {"field":"topic","op":"=","rhs":"x"}
{"metric_evaluations.value":5,"metric_evaluations.metric.id":2}	? {"operator":"and","conditions":[{"field":"metric_evaluations.value","op":"eq","value":5},{"field":"metric_evaluations.metric.id","op":"eq","value":2}]}
{"must_not":{"field":"topic","op":"eq","value":"x"}}	! E602
{"name":"My filter","filter":{"field":"topic","op":"eq","value":"x"}}	! E602
{"neq":{"field":"topic","value":"x"}}	! E602
{"not":[{"field":"topic","op":"eq","value":"x"},{"field":"duration","op":"gt","value":5}]}	! E602
{"op":"and","conditions":[{"field":"duration","op":"gte","value":60}]}	= {"operator":"and","conditions":[{"field":"duration","op":"gte","value":60}]}
{"op":"and","conditions":[{"field":"topic","op":"eq","value":"x"},{"field":"duration","op":"gt","value":5}]}	= {"operator":"and","conditions":[{"field":"topic","op":"eq","value":"x"},{"field":"duration","op":"gt","value":5}]}
{"operator":"+","conditions":[{"field":"topic","op":"eq","value":"x"}]}	! E602
{"operator":"AND","conditions":[{"field":"duration","op":"gte","value":60}]}	= {"operator":"and","conditions":[{"field":"duration","op":"gte","value":60}]}
{"operator":"Or","conditions":[{"field":"topic","op":"eq","value":"x"}]}	= {"operator":"or","conditions":[{"field":"topic","op":"eq","value":"x"}]}
{"operator":"and","conditions":["duration > 60"]}	? {"operator":"and","conditions":[{"field":"duration","op":"gt","value":60}]}
{"operator":"and","conditions":[...base,{"field":"topic","op":"eq","value":"x"}]}	! E601
{"operator":"and","conditions":[{"field":"duration","op":"gte","value":60},]}	? {"operator":"and","conditions":[{"field":"duration","op":"gte","value":60}]}
{"operator":"and","conditions":[{"field":"success","op":"eq","value":true},{"exclude":{"field":"topic","op":"eq","value":"x"}}]}	! E602
{"operator":"and","conditions":[{"field":"topic","op":"eq","value":"x"}],"operator":"or"}	! E602
{"operator":"and","conditions":{"field":"duration","op":"gte","value":1}}	= {"operator":"and","conditions":[{"field":"duration","op":"gte","value":1}]}
{"operator":"and_not","conditions":[{"field":"topic","op":"eq","value":"x"}]}	! E602
{"operator":"must","conditions":[{"field":"topic","op":"eq","value":"x"}]}	! E602
{"operator":"nand","conditions":[{"field":"topic","op":"eq","value":"x"}]}	! E602
{"operator":"not","conditions":[{"field":"duration","op":"gte","value":60}]}	! E602
{"operator":"or","conditions":[]}	! E602
{"operator":"or","conditions":[{"field":"duration","op":"gt","value":60};{"field":"topic","op":"eq","value":"x"}]}	! E601
{"operator":"or","conditions":[{"field":"duration","op":"gt","value":60}]	? {"operator":"or","conditions":[{"field":"duration","op":"gt","value":60}]}
{"operator":"same_row","conditions":[{"field":"id","op":"eq","value":1},{"field":"metric_evaluations.value","op":"eq","value":1}]}	? {"operator":"same_row","conditions":[{"field":"metric_evaluations.metric.id","op":"eq","value":1},{"field":"metric_evaluations.value","op":"eq","value":1}]}
{"operator":"same_row","conditions":[{"field":"topic","op":"eq","value":"x"}]}	! E206
{"query":"-topic:x"}	! E602
{"reject":{"field":"topic","op":"eq","value":"x"}}	! E602
{"same_row":[{"field":"metric_evaluations.value","op":"gt","value":1},{"field":"metric_evaluations.metric.id","op":"eq","value":1}]}	! E602
{"success":false,"topic":"x"}	? {"operator":"and","conditions":[{"field":"success","op":"eq","value":false},{"field":"topic","op":"eq","value":"x"}]}
{"term":{"topic":"x"}}	! E602
{"timestamp":{"after":"2024-01-01T00:00:00Z"}}	? {"field":"timestamp","op":"gt","value":"2024-01-01T00:00:00Z"}
{"topic":"-x"}	? {"field":"topic","op":"eq","value":"-x"}
{"topic":"x","$or":[{"success":true},{"duration":5}]}	! E602
{"topic":"x,y"}	? {"field":"topic","op":"eq","value":"x,y"}
{"topic":{"!=":"x"}}	? {"field":"topic","op":"neq","value":"x"}
{"topic":{"$nin":["a","b"]}}	? {"operator":"and","conditions":[{"operator":"or","conditions":[{"field":"topic","op":"neq","value":"a"},{"field":"topic","op":"isnull","value":true}]},{"operator":"or","conditions":[{"field":"topic","op":"neq","value":"b"},{"field":"topic","op":"isnull","value":true}]}]}
{"topic":{"$regex":"^x"}}	? {"field":"topic","op":"regex","value":"^x"}
{"topic":{"$type":"string"}}	! E602
{"topic":{"except":"x"}}	! E602
{"topic":{"not":["a","b"]}}	! E602
{"topic":{"op":"neq","value":"x"}}	! E602
{"topic__in":["a","b"]}	! E602
{"topic_not":"x"}	! E602
{"where":{"NOT":[{"topic":"a"},{"topic":"b"}]}}	? {"NOT":[{"topic":"a"},{"topic":"b"}]}
{"where":{"_not":{"topic":{"_eq":"x"}}}}	? {"_not":{"topic":{"_eq":"x"}}}
{"where":{"metric_evaluations":{"some":{"value":{"gt":3}}}}}	? {"metric_evaluations":{"some":{"value":{"gt":3}}}}
{"where":{"topic":{"_is_null":false}}}	? {"topic":{"_is_null":false}}
{'field': 'duration', 'op': 'gt', 'value': Decimal('60')}	! E601
{'field': 'success', 'op': 'eq', 'value': True}	? {"field": "success", "op": "eq", "value": true}
{'field': 'topic', 'op': 'eq', 'value': 'say "hi"'}	? {"field": "topic", "op": "eq", "value": "say \"hi\""}
{'field': 'topic', 'op': 'in', 'value': ('a', 'b')}	! E601
{'field':'duration','op':'gt','value':60}	? {"field":"duration","op":"gt","value":60}
{field:"duration",op:"gte",value:60}	? {"field":"duration","op":"gte","value":60}
{}	! E602
{“field”:“duration”,“op”:“gte”,“value”:60}	? {"field":"duration","op":"gte","value":60})texts"
};
// clang-format on
