// SPDX-License-Identifier: Apache-2.0
package org.vpcmido.controller.reconcile;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Stream;
import org.vpcmido.controller.plan.Change;
import org.vpcmido.controller.plan.PlanJson;
import org.vpcmido.model.vpc.VpcState;

/** Results as JSON, in the form that users rely on. */
public final class ResultJson {
    private ResultJson() {}

    /** What would be done. */
    public static ObjectNode write(PlanResult result) {
        return write(result, change -> Optional.empty());
    }

    /** What was done: the plan with an outcome for each change, and how it went. */
    public static ObjectNode write(ApplyResult result) {
        ObjectNode json = write(
                result.first(),
                change -> result.written()
                        .map(report -> report.outcome(change).status().jsonName()));
        result.second().ifPresent(second -> {
            ObjectNode counts = PlanJson.write(second.plan().summary());
            counts.remove("unchanged");
            json.set("second_pass", counts);
        });
        ApplyResult.Requests requests = result.requests();
        SortedMap<String, Long> byMethod = new TreeMap<>();
        Stream.of(requests.firstRead(), requests.writes(), requests.secondRead())
                .forEach(counts ->
                        counts.byMethod().forEach((method, count) -> byMethod.merge(method, count, Long::sum)));
        ObjectNode sent = json.putObject("requests").put("total", requests.total());
        ObjectNode methods = sent.putObject("by_method");
        byMethod.forEach(methods::put);
        sent.put("writes", requests.writes().total())
                .put("first_read", requests.firstRead().total())
                .put("second_read", requests.secondRead().total());
        return json.put("took_millis", result.took().toMillis());
    }

    private static ObjectNode write(PlanResult result, Function<Change, Optional<String>> outcomes) {
        VpcState state = result.cloud().checked().state();
        PlanJson.Cloud cloud = new PlanJson.Cloud(
                result.cloud().version(),
                state.vpcs().size(),
                state.interfaces().size());
        return PlanJson.write(
                cloud, result.plan(), result.adoption().identities(), result.findings(), result.ruling(), outcomes);
    }
}
