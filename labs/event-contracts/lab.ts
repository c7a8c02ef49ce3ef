import { defineLab } from '#lab/define.ts';

const EX1 = {
  pass: 'data that keep the contract pass, with fields that it does not name',
  breaks: 'whatever breaks the contract is found, and where',
  noObject: 'what is no object at all is found',
  once: 'everything that is wrong is found at once',
  next: 'findings of one event do not change with the next',
  publish: 'publish sends what is right, and throws over everything else',
  receive: 'receive hands on what is right, and buries everything else, without a throw',
  changes: 'nobody changes the event',
};

const EX2 = {
  needs: 'a field that the reader needs has to be written always',
  value: 'a value has to be one that the reader takes, whether it must be there or not',
  stranger: 'a stranger is passed over, unless the reader takes none',
  compare: 'compare says which way a change is compatible, and who goes first',
};

const EX3 = {
  lifted: 'an event of version 1 is lifted to version 2',
  open: 'what nobody knew then stays open',
  stored: 'the stored event is not written into',
  another: 'another version is an error that names it',
  buried: 'what breaks the schema of its own version is buried as it came, with findings',
  guessed: 'a version that is not known is buried, and never guessed at',
  handle: 'an error of handle comes out, and buries nothing',
  others: 'events of other types are passed over',
};

export default defineLab({
  chapter: 5,
  place: 2,
  title: 'Event contracts',
  summary:
    'Write a contract that both sides run, tell which change breaks whom, and lift old events to the shape that you know.',
  view: 'topology',
  kit: true,
  packages: ['ajv'],
  exercises: [
    {
      id: '01-validate',
      title: 'A contract that runs',
      minutes: 25,
      host: 'node-esm',
      entry: 'main.js',
      warmUps: [EX1.pass, EX1.changes],
      wrong: {
        'strangers-are-forbidden': {
          caughtBy: EX1.pass,
          feedback:
            'Fields that the contract does not name were refused: then the next optional field breaks everybody. Ignore what you do not know.',
        },
        'mends-what-it-gets': {
          caughtBy: EX1.changes,
          feedback:
            'coerceTypes turned “1999” into 1999, in the event itself: the producer never learns of its mistake, and other consumers still see the text.',
        },
        'throws-away-strangers': {
          caughtBy: EX1.changes,
          feedback:
            'removeAdditional deleted what the schema does not name from the event itself: somebody else may need it.',
        },
        'the-first-finding-only': {
          caughtBy: EX1.once,
          feedback:
            'Ajv stopped at the first finding: whoever mends the event needs all of them, or comes back once for each.',
        },
        'a-price-is-a-number': {
          caughtBy: EX1.breaks,
          feedback: 'The price may be any number: 19.99 passes, and each service rounds it in its own way.',
        },
        'required-at-the-top-only': {
          caughtBy: EX1.breaks,
          feedback:
            'Only the fields at the top are required: `properties` says what a field must be if it is there, and each object needs its own `required`.',
        },
        'matches-anywhere': {
          caughtBy: EX1.breaks,
          feedback:
            'The pattern matches anywhere in the text: without ^ and $ it asks only whether an order’s id occurs in it.',
        },
        'null-passes': {
          caughtBy: EX1.noObject,
          feedback:
            'Nothing says that the data are an object: `properties` and `required` speak of objects only, so null and a text pass.',
        },
        'no-order-without-lines': {
          caughtBy: EX1.breaks,
          feedback: 'An empty list of lines passes: a required list may be empty unless it says minItems.',
        },
        'sends-and-complains': {
          caughtBy: EX1.publish,
          feedback:
            'The findings were printed, and the event was sent all the same: whoever called publish believes that all is well.',
        },
        'throws-on-receipt': {
          caughtBy: EX1.receive,
          feedback:
            'A wrong event threw on receipt: the consumer dies or the message comes again, and it will not get better.',
        },
        'one-list-for-all': {
          caughtBy: EX1.next,
          feedback:
            'All findings stood in one list that is used again: those of the first event changed with the second.',
        },
      },
    },
    {
      id: '02-compatible-or-breaking',
      title: 'Compatible or breaking',
      minutes: 15,
      host: 'node-esm',
      entry: 'main.js',
      warmUps: ['who reads what is written under the same schema can read it'],
      wrong: {
        'named-is-written': {
          caughtBy: EX2.needs,
          feedback:
            'A field that the writer names was taken for written: it may be missing unless the writer requires it.',
        },
        'forward-and-backward-swapped': {
          caughtBy: EX2.compare,
          feedback:
            'Backward and forward were swapped: backward looks at old events with new eyes, forward at new events with old eyes.',
        },
        'deploys-the-wrong-side-first': {
          caughtBy: EX2.compare,
          feedback:
            'The wrong side goes first: if only the new readers can read both, they have to be there before the new events.',
        },
        'types-must-be-the-same': {
          caughtBy: EX2.value,
          feedback:
            'Types had to be the same: a reader of numbers can read every whole number, and a reader of texts every text of a list.',
        },
        'any-common-value-will-do': {
          caughtBy: EX2.value,
          feedback:
            'One common value was enough: the reader has to take every value that the writer may write.',
        },
        'optional-cannot-break': {
          caughtBy: EX2.value,
          feedback:
            'Optional fields were not compared: they may be missing, but when they are there their values must be readable.',
        },
        'strangers-always-break': {
          caughtBy: EX2.stranger,
          feedback:
            'A field that the reader does not name counted as a break: it is passed over, unless the schema forbids it.',
        },
        'the-writer-is-strict': {
          caughtBy: EX2.stranger,
          feedback:
            'The writer’s additionalProperties was asked: whether strangers are refused is said by whoever reads.',
        },
        'more-values-are-harmless': {
          caughtBy: EX2.value,
          feedback:
            'A further value counted as harmless: a reader that knows card and invoice does not know what to do with a voucher.',
        },
        'a-number-is-an-integer': {
          caughtBy: EX2.value,
          feedback:
            'Numbers counted as readable by whoever reads whole numbers: it is so the other way round only.',
        },
      },
    },
    {
      id: '03-upcast',
      title: 'Lift the old ones',
      minutes: 25,
      host: 'node-esm',
      entry: 'main.js',
      wrong: {
        'invents-an-answer': {
          caughtBy: EX3.open,
          feedback:
            'The upcaster wrote that there was no gift wrap: nobody had asked. What was not known has to stay open.',
        },
        'the-day-of-reading': {
          caughtBy: EX3.lifted,
          feedback:
            'The order was placed on the day when the event was read: an upcaster knows only what stands in the event.',
        },
        'the-day-of-another-zone': {
          caughtBy: EX3.lifted,
          feedback:
            'The time was moved to another zone first: shortly before midnight that is another day than the envelope’s.',
        },
        'writes-into-the-log': {
          caughtBy: EX3.stored,
          feedback:
            'The stored event itself was changed: the next reader finds something that nobody has ever published.',
        },
        'still-calls-itself-one': {
          caughtBy: EX3.lifted,
          feedback:
            'The lifted event still called itself version 1: whoever gets it next will lift it once more.',
        },
        'only-what-the-table-names': {
          caughtBy: EX3.lifted,
          feedback:
            'Only the fields of the table were taken over: what else was in the event is lost, and somebody needs it.',
        },
        'no-count-no-lines': {
          caughtBy: EX3.lifted,
          feedback:
            'A missing count stayed missing: in version 1 it meant one, and version 2 wants to hear that.',
        },
        'the-last-character': {
          caughtBy: EX3.another,
          feedback: 'Only the last character of dataschema was looked at: version 12 is not version 2.',
        },
        'newer-is-good-enough': {
          caughtBy: EX3.guessed,
          feedback:
            'An event of a newer version was passed off as the newest known: it may mean something else by now, and only its writer knows.',
        },
        'lifts-first-and-looks-then': {
          caughtBy: EX3.buried,
          feedback:
            'The event was lifted before anybody had looked at it: an upcaster relies on the schema of the old version, so that comes first.',
        },
        'everything-is-the-events-fault': {
          caughtBy: EX3.handle,
          feedback:
            'An error of the handler buried the event: a database that is down gets better, and the event was right.',
        },
        'buries-what-is-not-its-own': {
          caughtBy: EX3.others,
          feedback: 'An event of another type was buried: it is not wrong, it is only for others.',
        },
      },
    },
  ],
});
