// SPDX-License-Identifier: Apache-2.0
package org.vpcmido.midonet.contract;

import io.vertx.core.Vertx;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.vpcmido.midonet.simulator.Personality;
import org.vpcmido.midonet.simulator.Simulator;
import org.vpcmido.midonet.simulator.SimulatorOptions;

/**
 * The ground that the contract tests stand on: a server, and raw requests to it. The server is the one that the system
 * property {@code midonet.url} names (5.4 or later, mock authentication), else a fresh simulator.
 */
public abstract class MidonetContract {
    private static final HttpClient HTTP = HttpClient.newHttpClient();

    private static final Vertx VERTX = Vertx.vertx();

    private static String url = System.getProperty("midonet.url", "");

    @BeforeAll
    static void startServer() {
        if (System.getProperty("midonet.url", "").isEmpty()) {
            url = start(SimulatorOptions.defaults()).url();
        }
    }

    @AfterAll
    static void stopServer() {
        for (String deployment : VERTX.deploymentIDs()) {
            VERTX.undeploy(deployment).await();
        }
    }

    /** A simulator, stopped after the class. */
    protected static Simulator start(SimulatorOptions options) {
        return Simulator.start(VERTX, options).await();
    }

    /** A simulator of another release, stopped after the class. */
    protected static String start(Personality personality) {
        return start(SimulatorOptions.defaults().withPersonality(personality)).url();
    }

    protected static String url() {
        return url;
    }

    /** The full media type, such as of {@code Router-v3}. */
    protected static String type(String name) {
        return "application/vnd.org.midonet." + name + "+json";
    }

    protected static Reply get(String path, String name) {
        return request("GET", path, Map.of("Accept", type(name)), "");
    }

    protected static Reply get(String path) {
        return request("GET", path, Map.of("Accept", "application/json"), "");
    }

    protected static Reply post(String path, String name, String body) {
        return request("POST", path, Map.of("Content-Type", type(name)), body);
    }

    protected static Reply put(String path, String name, String body) {
        return request("PUT", path, Map.of("Content-Type", type(name)), body);
    }

    protected static Reply delete(String path) {
        return request("DELETE", path, Map.of(), "");
    }

    /** Creates, and gives the last segment of the Location; single quotes in the body stand for double ones. */
    protected static String create(String path, String name, String body) {
        Reply reply = post(path, name, body);
        if (reply.status() != 201) {
            throw new AssertionError("POST " + path + " " + body + ": " + reply);
        }
        String location = reply.location();
        return location.substring(location.lastIndexOf('/') + 1);
    }

    protected static String router() {
        return create("/routers", "Router-v3", "{'name':'r'}");
    }

    protected static String bridge() {
        return create("/bridges", "Bridge-v4", "{'name':'b'}");
    }

    protected static String chain() {
        return create("/chains", "Chain-v1", "{'name':'c'}");
    }

    protected static String bridgePort(String bridge) {
        return create("/bridges/" + bridge + "/ports", "Port-v3", "{'type':'Bridge'}");
    }

    protected static String routerPort(String router, String address, int length) {
        return create(
                "/routers/" + router + "/ports",
                "Port-v3",
                "{'type':'Router','portAddress':'" + address + "','networkLength':" + length + "}");
    }

    protected static String rule(String chain, String body) {
        return create("/chains/" + chain + "/rules", "Rule-v2", body);
    }

    /** A host that is not alive, as nobody's agent knows it; delete it afterwards. */
    protected static String host() {
        return create("/hosts", "Host-v3", "{'id':'" + UUID.randomUUID() + "','name':'h'}");
    }

    /** A tunnel zone with a name of its own, since those are unique. */
    protected static String tunnelZone() {
        return create("/tunnel_zones", "TunnelZone-v1", "{'name':'" + UUID.randomUUID() + "','type':'gre'}");
    }

    protected static Reply request(String method, String path, Map<String, String> headers, String body) {
        String target = path.startsWith("http") ? path : url + path;
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(target));
        headers.forEach(request::header);
        boolean bodiless = body.isEmpty() && !method.equals("POST") && !method.equals("PUT");
        request.method(method, bodiless ? BodyPublishers.noBody() : BodyPublishers.ofString(body.replace('\'', '"')));
        try {
            var response = HTTP.send(request.build(), BodyHandlers.ofString());
            Map<String, String> answered = new LinkedHashMap<>();
            response.headers()
                    .map()
                    .forEach((name, values) -> answered.put(name.toLowerCase(Locale.ROOT), values.get(0)));
            return new Reply(response.statusCode(), answered, response.body());
        } catch (IOException cut) {
            throw new UncheckedIOException(method + " " + target, cut);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(method + " " + target, interrupted);
        }
    }
}
