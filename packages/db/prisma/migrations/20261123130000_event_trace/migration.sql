-- W3C trace context of the delivery that brought the event, where traces are exported.
ALTER TABLE "event" ADD COLUMN "trace" TEXT;
