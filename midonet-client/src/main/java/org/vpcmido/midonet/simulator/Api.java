// SPDX-License-Identifier: Apache-2.0
package org.vpcmido.midonet.simulator;

import io.vertx.core.http.HttpServerRequest;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** From a request to its answer: the filters in MidoNet's order, then the operation (midonet-api.md 1 and 2). */
final class Api {
    /** The path below which everything is. */
    static final String ROOT = "/midonet-api";

    private final PathTree tree;
    private final Authentication authentication;
    private final RequestCounter counter;

    Api(PathTree tree, Authentication authentication, RequestCounter counter) {
        this.tree = tree;
        this.authentication = authentication;
        this.counter = counter;
    }

    /** Counts a request, whatever becomes of it. */
    void count(HttpServerRequest request) {
        List<String> segments = segments(request.path());
        String collection =
                tree.find(segments).map(PathTree.Match::collection).orElse(segments.isEmpty() ? "" : segments.get(0));
        counter.count(request.method().name(), collection.isEmpty() ? "root" : collection);
    }

    Answer answer(HttpServerRequest request, byte[] body) {
        String path = request.path();
        if (request.method().name().equals("OPTIONS")) {
            return Answer.empty(200)
                    .with(
                            "Access-Control-Allow-Headers",
                            "Origin, X-Auth-Token, X-Auth-Project, Content-Type, Accept, Authorization");
        }
        if (path.equals(ROOT)) {
            return Answer.empty(302).with("Location", base(request));
        }
        if (!path.startsWith(ROOT + "/")) {
            return Answer.html(404, "Not Found");
        }
        if (path.equals(ROOT + "/login")) {
            return authentication.login(header(request, "Authorization"));
        }
        return authentication.refuse(header(request, "X-Auth-Token")).orElseGet(() -> dispatch(request, body));
    }

    private Answer dispatch(HttpServerRequest request, byte[] body) {
        List<String> segments = segments(request.path());
        Optional<PathTree.Match> match = tree.find(segments);
        if (match.isEmpty()) {
            return tree.knows(segments.get(0))
                    ? Answer.empty(404)
                    : Answer.of(Refusal.of(404, "Root resource " + segments.get(0) + " not found"));
        }
        Optional<Operation> operation = match.get().verb(request.method().name());
        if (operation.isEmpty()) {
            String allowed = String.join(",", match.get().verbs().keySet()) + ",OPTIONS";
            return Answer.empty(405).with("Allow", allowed);
        }
        Call call = new Call(
                base(request),
                match.get().arguments(),
                query(request),
                header(request, "Accept"),
                header(request, "Content-Type"),
                body);
        try {
            return operation.get().answer(call);
        } catch (Refusal refusal) {
            return Answer.of(refusal);
        }
    }

    /** What the client, or a proxy in front, calls this server (midonet-observed.md 1). */
    private static String base(HttpServerRequest request) {
        String scheme = header(request, "X-Forwarded-Proto").orElse("http");
        String host = header(request, "X-Forwarded-Host")
                .or(() -> header(request, "Host"))
                .orElseGet(() -> "127.0.0.1:" + request.localAddress().port());
        return scheme + "://" + host + ROOT + "/";
    }

    /** The segments below the root path; a slash at the end is tolerated. */
    private static List<String> segments(String path) {
        int start = ROOT.length() + 1;
        if (path.length() <= start) {
            return List.of();
        }
        String below = path.endsWith("/") ? path.substring(start, path.length() - 1) : path.substring(start);
        return Arrays.stream(below.split("/", -1)).map(Api::decode).toList();
    }

    private static String decode(String segment) {
        if (segment.indexOf('%') < 0) {
            return segment;
        }
        try {
            return URLDecoder.decode(segment.replace("+", "%2B"), StandardCharsets.UTF_8);
        } catch (IllegalArgumentException malformed) {
            return segment;
        }
    }

    private static Map<String, String> query(HttpServerRequest request) {
        String query = request.query();
        if (query == null || query.isEmpty()) {
            return Map.of();
        }
        Map<String, String> parameters = new HashMap<>();
        request.params().forEach(entry -> parameters.putIfAbsent(entry.getKey(), entry.getValue()));
        return parameters;
    }

    private static Optional<String> header(HttpServerRequest request, String name) {
        return Optional.ofNullable(request.getHeader(name));
    }
}
