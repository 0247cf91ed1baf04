package io.vitrine.http;

import static org.assertj.core.api.Assertions.assertThat;

import io.vitrine.http.edge.Entrance;
import io.vitrine.http.edge.Method;
import io.vitrine.http.edge.Reply;
import io.vitrine.http.edge.Request;
import io.vitrine.http.edge.Route;
import io.vitrine.http.edge.Router;
import java.io.InputStream;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

final class GateTest {
    private final Admission admission = new Admission(System::nanoTime);
    private final Gate gate = new Gate(
            new Router(List.of(
                    Route.get("/embed/live", request -> Reply.stream("text/event-stream", out -> {})),
                    Route.get("/embed/revision", request -> Reply.text(200, "text/plain", "7")))),
            new RateLimit(0),
            admission,
            new CrossOrigin(origin -> false),
            List.of());

    private static Request get(String path) {
        return new Request(
                Method.GET,
                path,
                Map.of(),
                Map.of(),
                name -> Optional.empty(),
                new NoBody(),
                todo -> () -> {},
                "127.0.0.1",
                true);
    }

    private record NoBody() implements Request.Body {
        @Override
        public byte[] bytes() {
            return new byte[0];
        }

        @Override
        public InputStream stream() {
            return InputStream.nullInputStream();
        }
    }

    @Test
    void anEmbedThatStaysOpenIsNotAtWork() {
        Request request = get("/embed/live");
        Entrance.Entry.LetIn in = (Entrance.Entry.LetIn) gate.enter(request);
        assertThat(admission.working()).isOne();

        assertThat(in.endpoint().handle(request)).isInstanceOf(Reply.Streamed.class);
        assertThat(admission.working()).isZero();

        in.done().run();
        assertThat(admission.working()).isZero();
    }

    @Test
    void anAnswerIsAtWorkUntilItIsSent() {
        Request request = get("/embed/revision");
        Entrance.Entry.LetIn in = (Entrance.Entry.LetIn) gate.enter(request);

        assertThat(in.endpoint().handle(request).status()).isEqualTo(200);
        assertThat(admission.working()).isOne();

        in.done().run();
        assertThat(admission.working()).isZero();
    }
}
