package io.vitrine.query.result;

import io.vitrine.json.Json;
import io.vitrine.source.connect.Column;
import io.vitrine.source.connect.QueryEnd;
import io.vitrine.source.connect.RowSink;
import java.io.OutputStream;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonGenerator;

/**
 * Writes a result as JSON row by row, as the rows come:
 * {@code {"columns":[…],"rows":[[…],…],"row_count":n,"truncated":false}}.
 *
 * <p>The output is flushed at the end and not closed.
 */
public final class RowJson implements RowSink {
    private final JsonGenerator json;

    public RowJson(OutputStream out) {
        this.json = Json.MAPPER.createGenerator(new KeptOpen(out));
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
        json.writeEndObject();
        json.close();
    }
}
