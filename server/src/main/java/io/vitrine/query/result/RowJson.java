package io.vitrine.query.result;

import io.vitrine.json.Json;
import io.vitrine.source.connect.Column;
import io.vitrine.source.connect.QueryEnd;
import io.vitrine.source.connect.RowSink;
import java.io.OutputStream;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonGenerator;
import tools.jackson.databind.node.ObjectNode;

/**
 * Writes a result as JSON row by row, as the rows come:
 * {@code {"columns":[…],"rows":[[…],…],"row_count":n,"truncated":false}}, and further members where there are some.
 *
 * <p>The output is flushed at the end and not closed.
 */
public final class RowJson implements RowSink {
    private final JsonGenerator json;
    private final Function<QueryEnd, ObjectNode> further;

    public RowJson(OutputStream out) {
        this(out, end -> Json.object());
    }

    /** With what else is to be said of the run, once it is over. */
    public RowJson(OutputStream out, Function<QueryEnd, ObjectNode> further) {
        this.json = Json.MAPPER.createGenerator(new KeptOpen(out));
        this.further = further;
    }

    @Override
    public void start(List<Column> columns) {
        json.writeStartObject();
        JsonCells.writeColumns(json, columns);
        json.writeArrayPropertyStart("rows");
    }

    @Override
    public void row(@Nullable Object[] values) {
        json.writeStartArray();
        for (Object value : values) {
            JsonCells.write(json, value);
        }
        json.writeEndArray();
    }

    @Override
    public void end(QueryEnd end) {
        json.writeEndArray();
        JsonCells.writeEnd(json, end);
        further.apply(end).properties().forEach(member -> {
            json.writeName(member.getKey());
            json.writeTree(member.getValue());
        });
        json.writeEndObject();
        json.close();
    }
}
